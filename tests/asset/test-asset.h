/* The parts of test-asset: each adds its tests. */
#pragma once

void test_asset_mesh     (void);
void test_asset_gltf     (void);
void test_asset_gltf_bad (void);
