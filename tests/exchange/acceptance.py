"""The acceptance scene of the hand-offs, and where all of it stands, written from the definitions: nothing here is the program's own sum."""
import math, shutil
from sltap import *

def add(a, b, s=1):
    return [x + s * y for x, y in zip(a, b)]

def near(a, b, most):
    return max(abs(x - y) for x, y in zip(a, b)) <= most

def pose(pan, tilt, roll):
    """Right, forward and up of the plan, written from its definition: pan + left, tilt + up, roll + clockwise from behind."""
    p, t, r = (math.radians(a) for a in (pan, tilt, roll))
    forward = [-math.sin(p) * math.cos(t), math.cos(p) * math.cos(t), math.sin(t)]
    right = [math.cos(p), math.sin(p), 0]
    up = [math.sin(p) * math.sin(t), -math.cos(p) * math.sin(t), math.cos(t)]
    return (add([c * math.cos(r) for c in right], up, -math.sin(r)), forward, add([c * math.cos(r) for c in up], right, math.sin(r)))

def turned(a, b):
    return math.degrees(2 * math.asin(min(1, math.dist(a, b) / 2)))

CABINET = .5
CAMERA = ([-3.25, -2.5, 1.7], -30, 10, 5)

def scene():
    """An off-centre camera that is panned 30° right, tilted up and rolled; a flat wall turned 20°, another that is curved."""
    shutil.copy(SAMPLES + 'small-flat.sightline', 'scene.sightline')
    cli('set', 'scene.sightline', 'cam-a', 'position=-3.25 -2.5 1.7', 'pan=-30', 'tilt=10', 'roll=5')
    cli('set', 'scene.sightline', 'wall', 'position=2 3 0.5', 'pan=20')
    cli('add', 'scene.sightline', 'wall', 'id=bow', 'stage=stage-1', 'position=-4 1 0.25', 'pan=35', 'cabinet=roe-bp2v2', 'columns=5', 'rows=2', 'seams=10')
    cli('add', 'scene.sightline', 'light', 'id=key', 'stage=stage-1', 'position=1 -2 5', 'pan=15', 'tilt=-50', 'beam=30', 'kelvin=3200', 'candela=9000')
    cli('add', 'scene.sightline', 'light', 'id=fill', 'form=soft', 'stage=stage-1', 'position=0 0 5', 'tilt=-90', 'candela=500')
    cli('add', 'scene.sightline', 'person', 'id=hero', 'stage=stage-1', 'position=0.5 1 0', 'height=1.8')
    cli('add', 'scene.sightline', 'prop', 'id=box', 'stage=stage-1', 'position=1 2 0', 'size=2 1 0.5', 'pan=45', 'colour=#ff8000')
    return 'scene.sightline'

def corners_of(position, pan, columns, rows, seam):
    """Each cabinet's corners from the bottom left, the rows from the top: the middle cabinet lies along the wall's X."""
    x, y = math.cos(math.radians(pan)), math.sin(math.radians(pan))
    ends = [None] * (columns + 1)
    middle = columns // 2
    ends[middle + 1], ends[middle] = (CABINET / 2, 0), (-CABINET / 2, 0)
    for k in range(1, middle + 1):
        dx, dy = CABINET * math.cos(math.radians(seam * k)), -CABINET * math.sin(math.radians(seam * k))
        ends[middle + 1 + k] = (ends[middle + k][0] + dx, ends[middle + k][1] + dy)
        ends[middle - k] = (ends[middle - k + 1][0] - dx, ends[middle - k + 1][1] + dy)
    place = lambda end, z: [position[0] + x * end[0] - y * end[1], position[1] + y * end[0] + x * end[1], position[2] + z]
    return [[place(ends[c], z), place(ends[c + 1], z), place(ends[c + 1], z + CABINET), place(ends[c], z + CABINET)]
            for row in range(rows) for c in range(columns) for z in [(rows - 1 - row) * CABINET]]

def flat_corners():
    # sixteen columns: the origin is a seam
    half = corners_of([0, 0, 0], 0, 17, 9, 0)
    move = lambda p: [2 + math.cos(math.radians(20)) * (p[0] + CABINET / 2), 3 + math.sin(math.radians(20)) * (p[0] + CABINET / 2), .5 + p[2]]
    return [[move(p) for p in half[row * 17 + c]] for row in range(9) for c in range(16)]
