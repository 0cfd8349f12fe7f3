/* The parts of test-asset: each adds its tests. */
#pragma once

void test_asset_mesh     (void);
void test_asset_gltf     (void);
void test_asset_gltf_bad (void);
void test_asset_polygon  (void);
void test_asset_model    (void);
void test_asset_picture  (void);
void test_asset_hostile  (void);
void test_asset_helper   (void);
