void test_asset_gltf_bad (void);
void test_asset_gltf_bad (void) { }
