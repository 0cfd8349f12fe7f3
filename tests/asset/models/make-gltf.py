#!/usr/bin/env python3
"""Writes the made models of this folder: each shows one thing of glTF 2.0. What must come out of them stands in
test-asset-gltf.c, worked out by hand from what is written here."""
import base64, json, math, os, struct

here = os.path.dirname(os.path.abspath(__file__))
BYTE, UBYTE, SHORT, USHORT, UINT, FLOAT = 5120, 5121, 5122, 5123, 5125, 5126
CODE = {BYTE: 'b', UBYTE: 'B', SHORT: 'h', USHORT: 'H', UINT: 'I', FLOAT: 'f'}
TYPE = {1: 'SCALAR', 2: 'VEC2', 3: 'VEC3', 4: 'VEC4', 16: 'MAT4'}
SQUARE = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)]
FACES = [0, 1, 2, 0, 2, 3]
UP = [(0, 0, 1)] * 4


class Model:
    def __init__(self):
        self.data = bytearray()
        self.json = {'asset': {'version': '2.0'}, 'scene': 0, 'scenes': [{'nodes': []}], 'nodes': [], 'meshes': [],
                     'accessors': [], 'bufferViews': []}

    def view(self, data, stride=None):
        self.data += b'\0' * (-len(self.data) % 4)
        view = {'buffer': 0, 'byteOffset': len(self.data), 'byteLength': len(data)}
        if stride:
            view['byteStride'] = stride
        self.data += data
        return self.add('bufferViews', view)

    def add(self, what, item):
        self.json.setdefault(what, []).append(item)
        return len(self.json[what]) - 1

    def accessor(self, rows, kind=FLOAT, pad=0, **more):
        rows = [r if isinstance(r, (tuple, list)) else (r,) for r in rows]
        parts = len(rows[0])
        data = b''.join(struct.pack('<%d%s' % (parts, CODE[kind]), *r) + b'\x7f' * pad for r in rows)
        size = struct.calcsize(CODE[kind]) * parts
        view = self.view(data, size + pad if pad else None)
        a = {'bufferView': view, 'componentType': kind, 'count': len(rows), 'type': TYPE[parts]}
        if kind == FLOAT and parts == 3:
            a['min'] = [min(r[k] for r in rows) for k in range(3)]
            a['max'] = [max(r[k] for r in rows) for k in range(3)]
        return self.add('accessors', dict(a, **more))

    def mesh(self, attributes, indices=None, node=None, weights=None, **primitive):
        p = {'attributes': attributes, **primitive}
        if indices is not None:
            p['indices'] = indices
        mesh = self.add('meshes', {'primitives': [p], **({'weights': weights} if weights else {})})
        return self.node({'mesh': mesh, **(node or {})})

    def node(self, node, root=True):
        at = self.add('nodes', node)
        if root:
            self.json['scenes'][0]['nodes'].append(at)
        return at

    def square(self, **more):
        return self.mesh({'POSITION': self.accessor(SQUARE), 'NORMAL': self.accessor(UP)}, self.accessor(FACES, UBYTE), **more)

    def save(self, name):
        j = {k: v for k, v in self.json.items() if v != []}
        if name.endswith('.glb'):
            self.data += b'\0' * (-len(self.data) % 4)
            j['buffers'] = [{'byteLength': len(self.data)}]
            text = json.dumps(j).encode()
            text += b' ' * (-len(text) % 4)
            out = struct.pack('<4sIIII', b'glTF', 2, 28 + len(text) + len(self.data), len(text), 0x4e4f534a) + text
            out += struct.pack('<II', len(self.data), 0x004e4942) + bytes(self.data)
            with open(os.path.join(here, name), 'wb') as f:
                f.write(out)
            return
        uri = 'data:application/octet-stream;base64,' + base64.b64encode(bytes(self.data)).decode()
        j['buffers'] = [{'byteLength': len(self.data), 'uri': uri}]
        with open(os.path.join(here, name), 'w') as f:
            json.dump(j, f, indent=1)
            f.write('\n')


# the same square six times, 2 m apart, in each type of component; normals in bytes; indices in each type; padded
m = Model()
m.json['extensionsUsed'] = m.json['extensionsRequired'] = ['KHR_mesh_quantization']
scaled = lambda most: [tuple(most * c for c in p) for p in SQUARE]
normals = [(0, 0, 127)] * 4
for i, (kind, most, normalised, index) in enumerate([
        (BYTE, 1, False, UBYTE), (BYTE, 127, True, USHORT), (UBYTE, 255, True, UINT),
        (SHORT, 32767, True, UBYTE), (USHORT, 65535, True, USHORT), (USHORT, 1, False, UINT)]):
    pad = -3 * struct.calcsize(CODE[kind]) % 4
    m.mesh({'POSITION': m.accessor(scaled(most), kind, pad, normalized=normalised),
            'NORMAL': m.accessor(normals, BYTE, 1, normalized=True)}, m.accessor(FACES, index),
           {'translation': [2 * i, 0, 0]})
m.save('types.gltf')

# the lowest of signed bytes and shorts is -1, as the one above it
m = Model()
m.json['extensionsUsed'] = m.json['extensionsRequired'] = ['KHR_mesh_quantization']
m.mesh({'POSITION': m.accessor([(-128, 0, 0), (127, 0, 0), (0, 127, 0)], BYTE, 1, normalized=True)})
m.mesh({'POSITION': m.accessor([(-32768, 0, 0), (32767, 0, 0), (0, 0, 32767)], SHORT, 2, normalized=True)})
m.save('types-lowest.gltf')

# vertices out of nothing but a sparse part, and one vertex of four moved by a sparse part
m = Model()
a = m.add('accessors', {'componentType': FLOAT, 'count': 4, 'type': 'VEC3', 'min': [0, 0, 0], 'max': [1, 1, 0], 'sparse': {
    'count': 3, 'indices': {'bufferView': m.view(struct.pack('<3B', 1, 2, 3)), 'componentType': UBYTE},
    'values': {'bufferView': m.view(struct.pack('<9f', 1, 0, 0, 1, 1, 0, 0, 1, 0))}}})
m.mesh({'POSITION': a}, m.accessor(FACES, UBYTE))
b = m.accessor(SQUARE, sparse={
    'count': 1, 'indices': {'bufferView': m.view(struct.pack('<H', 2)), 'componentType': USHORT},
    'values': {'bufferView': m.view(struct.pack('<3f', 3, 3, 0))}})
m.json['accessors'][b]['max'] = [3, 3, 0]
m.mesh({'POSITION': b}, m.accessor(FACES, UBYTE), {'translation': [2, 0, 0]})
m.save('sparse.gltf')

# a strip of five and a fan of five, with and without indices; all faces look along +Z. Points and lines show nothing.
m = Model()
strip = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 2, 0)]
fan = [(0, 0, 0), (2, 0, 0), (2, 1, 0), (1, 2, 0), (0, 2, 0)]
m.mesh({'POSITION': m.accessor(strip)}, mode=5)
m.mesh({'POSITION': m.accessor(fan)}, m.accessor([0, 1, 2, 3, 4], USHORT), {'translation': [4, 0, 0]}, mode=6)
for mode in range(4):
    m.mesh({'POSITION': m.accessor([(9, 9, 9), (8, 8, 8)])}, mode=mode)
m.save('strip-fan.gltf')

# a square mirrored by its node, one turned by a matrix below a node that is mirrored and scaled unevenly, one not mirrored
m = Model()
m.square(node={'scale': [-1, 1, 1]})
inner = m.square(node={'matrix': [0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]})
m.json['scenes'][0]['nodes'].remove(inner)
m.node({'children': [inner], 'scale': [2, -3, 1], 'translation': [1, 0, 0]})
m.square(node={'rotation': [0, 0, math.sqrt(.5), math.sqrt(.5)], 'translation': [5, 0, 0]})
m.save('mirrored.gltf')

# a slanted square whose node is flattened to a quarter along its normal's x: normals go by the inverse transpose
m = Model()
s = math.sqrt(.5)
m.mesh({'POSITION': m.accessor([(0, 0, 0), (1, 0, -1), (1, 1, -1), (0, 1, 0)]), 'NORMAL': m.accessor([(s, 0, s)] * 4)},
       m.accessor(FACES, UBYTE), {'scale': [.25, 1, 1]})
m.save('uneven.gltf')

# morph targets: the mesh's weights raise the first square by half of 4, the second node's own raise it by all of 4 and
# move its texture by 1; the third has targets and no weights
m = Model()
target = {'POSITION': m.accessor([(0, 0, 4)] * 4), 'TEXCOORD_0': m.accessor([(1, 0)] * 4)}
attributes = {'POSITION': m.accessor(SQUARE), 'NORMAL': m.accessor(UP), 'TEXCOORD_0': m.accessor([(0, 0), (1, 0), (1, 1), (0, 1)])}
m.mesh(attributes, m.accessor(FACES, UBYTE), {}, [.5], targets=[target])
m.node({'mesh': 0, 'weights': [1], 'translation': [2, 0, 0]})
m.mesh(attributes, m.accessor(FACES, UBYTE), {'translation': [4, 0, 0]}, targets=[target])
m.save('morph.gltf')

# eight joints in two sets, 0, 1 … 7 m to the right, an eighth of each; weights in bytes; its node is ignored
m = Model()
joints = [m.node({'translation': [i, 0, 0]}) for i in range(8)]
eighth = [(32, 32, 32, 32)] * 4
m.mesh({'POSITION': m.accessor(SQUARE), 'JOINTS_0': m.accessor([(0, 1, 2, 3)] * 4, UBYTE),
        'JOINTS_1': m.accessor([(4, 5, 6, 7)] * 4, USHORT), 'WEIGHTS_0': m.accessor(eighth, UBYTE, normalized=True),
        'WEIGHTS_1': m.accessor([(8224,) * 4] * 4, USHORT, normalized=True)}, m.accessor(FACES, UBYTE),
       {'skin': m.add('skins', {'joints': joints}), 'translation': [100, 0, 0]})
m.save('skin-two-sets.gltf')

# three copies of a square: at 0, at 10 and twice as large, at 20 and turned by half about Y (so x runs back)
m = Model()
m.json['extensionsUsed'] = m.json['extensionsRequired'] = ['EXT_mesh_gpu_instancing']
places = {'TRANSLATION': m.accessor([(0, 0, 0), (10, 0, 0), (20, 0, 0)]),
          'ROTATION': m.accessor([(0, 0, 0, 127), (0, 0, 0, 127), (0, 127, 0, 0)], BYTE, normalized=True),
          'SCALE': m.accessor([(1, 1, 1), (2, 2, 2), (1, 1, 1)])}
m.square(node={'translation': [0, 0, 3], 'extensions': {'EXT_mesh_gpu_instancing': {'attributes': places}}})
m.save('copies.gltf')

# the example of KHR_texture_transform: the lower left quarter of the picture, turned by a right angle
m = Model()
m.json['extensionsUsed'] = ['KHR_texture_transform']
m.json['images'] = [{'uri': 'p.png'}]
m.json['samplers'] = [{'wrapS': 33071, 'wrapT': 33648}]
m.json['textures'] = [{'source': 0, 'sampler': 0}]
m.json['materials'] = [{'pbrMetallicRoughness': {'baseColorTexture': {'index': 0, 'texCoord': 3, 'extensions': {
    'KHR_texture_transform': {'texCoord': 1, 'offset': [0, 1], 'rotation': math.pi / 2, 'scale': [.5, .5]}}}}}]
m.mesh({'POSITION': m.accessor(SQUARE), 'TEXCOORD_0': m.accessor([(7, 7)] * 4),
        'TEXCOORD_1': m.accessor([(0, 0), (1, 0), (1, 1), (0, 1)])}, m.accessor(FACES, UBYTE), material=0)
m.save('uv-turned.gltf')

# two squares of one colour each at their vertices, one of several
m = Model()
m.json['materials'] = [{'pbrMetallicRoughness': {'baseColorFactor': [.5, 1, 1, 1], 'roughnessFactor': .25}}]
for i, colours in enumerate([m.accessor([(1, .5, .25)] * 4), m.accessor([(255, 0, 51, 102)] * 4, UBYTE, normalized=True),
                             m.accessor([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)])]):
    m.mesh({'POSITION': m.accessor(SQUARE), 'COLOR_0': colours}, m.accessor(FACES, UBYTE), {'translation': [2 * i, 0, 0]}, material=0)
m.save('colours.gltf')

# materials: specular-glossiness, clear glass, glass that is clear by seven tenths, one that glows
m = Model()
m.json['extensionsUsed'] = ['KHR_materials_pbrSpecularGlossiness', 'KHR_materials_transmission', 'KHR_materials_ior', 'KHR_materials_unlit']
m.json['materials'] = [
    {'extensions': {'KHR_materials_pbrSpecularGlossiness': {'diffuseFactor': [.1, .2, .3, 1], 'glossinessFactor': .75}}},
    {'extensions': {'KHR_materials_transmission': {'transmissionFactor': 1}, 'KHR_materials_ior': {}}},
    {'alphaMode': 'BLEND', 'pbrMetallicRoughness': {'baseColorFactor': [1, 1, 1, .5]},
     'extensions': {'KHR_materials_transmission': {'transmissionFactor': .7}}},
    {'alphaMode': 'MASK', 'alphaCutoff': .75, 'emissiveFactor': [0, 1, 0], 'extensions': {'KHR_materials_unlit': {}}}]
for i in range(4):
    m.square(node={'translation': [2 * i, 0, 0]}, material=i)
m.save('materials.gltf')

# what is left out: an animation, an extension, pictures that are missing, outside or of another kind
m = Model()
m.json['extensionsUsed'] = ['EXT_texture_webp', 'NOBODY_knows']
m.json['images'] = [{'uri': 'not%20there.png'}, {'uri': '../p.png'}, {'uri': 'my%20table.bin'}, {'uri': 'https://x.org/p.png'}]
m.json['textures'] = [{'source': 0}, {'source': 1}, {'extensions': {'EXT_texture_webp': {'source': 2}}}, {'source': 3}]
m.json['materials'] = [{'pbrMetallicRoughness': {'baseColorTexture': {'index': i}}} for i in range(4)]
m.json['animations'] = [{'channels': [], 'samplers': []}]
for i in range(4):
    m.square(node={'translation': [2 * i, 0, 0]}, material=i)
m.save('left-out.gltf')

# the second scene is shown: its square, not that of the first; and of its children not the one that is hidden
m = Model()
m.json['extensionsUsed'] = ['KHR_node_visibility']
m.square(node={'translation': [50, 0, 0]})
hidden = m.square(node={'translation': [60, 0, 0], 'extensions': {'KHR_node_visibility': {'visible': False}}})
seen = m.square(node={'translation': [2, 0, 0]})
m.json['scenes'] = [{'nodes': [0]}, {'nodes': [m.node({'children': [hidden, seen], 'translation': [1, 0, 0]}, False)]}]
m.json['scene'] = 1
m.save('scenes.gltf')

# a binary file with its picture inside, normals of no length, an unused vertex that is no number
m = Model()
with open(os.path.join(here, 'p.png'), 'rb') as f:
    m.json['images'] = [{'bufferView': m.view(f.read()), 'mimeType': 'image/png'}]
m.json['textures'] = [{'source': 0}]
m.json['materials'] = [{'pbrMetallicRoughness': {'baseColorTexture': {'index': 0}}}]
p = m.accessor(SQUARE + [(5, 5, 5)])
m.data[-12:] = struct.pack('<3f', math.nan, math.inf, 0)
m.mesh({'POSITION': p, 'NORMAL': m.accessor([(0, 0, 0)] * 5), 'TEXCOORD_0': m.accessor([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])},
       m.accessor(FACES, UBYTE), material=0)
m.save('inside.glb')

# a triangle with a corner that is no number beside a good one
m = Model()
p = m.accessor([(0, 0, 0), (1, 0, 0), (0, 1, 0), (5, 5, 5)])
m.data[-12:] = struct.pack('<3f', math.nan, 0, 0)
m.mesh({'POSITION': p}, m.accessor([0, 1, 2, 0, 1, 3], UBYTE))
m.save('no-numbers.gltf')
