// node --require THIS THIS HOME QUESTION ANSWER: what OpenUSD itself, as an npm package has it for browsers, makes of layers.
// QUESTION is JSON {files: {NAME: PATH}, open, times: [], attributes: ["/PRIM.NAME"]}, with `open` the NAME of the root layer.
// ANSWER is JSON {end, rate, types, values, meshes: {PATH: {points, faces, places: [16 numbers a time]}}}.
const fs = require('fs'), path = require('path');

// made for browsers, and its threads run this too
globalThis.location = { pathname: '/' };
globalThis.fetch = undefined;
globalThis.XMLHttpRequest = class {
  open(method, name) { this.name = name; }
  send() {
    const data = fs.readFileSync(path.basename(this.name));
    this.status = 200;
    this.response = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
    setImmediate(() => this.onload({}));
  }
};

const plain = value => value !== null && typeof value === 'object' && value.length !== undefined ? Array.from(value) : value;

async function judge(home, question, answer) {
  const usd = await require(home + '/emHdBindings.js')({}, home);
  for (const [name, file] of Object.entries(question.files))
    usd.FS.createDataFile('/', name, new Uint8Array(fs.readFileSync(file)), true, true, true);
  const stage = usd.UsdStage.Open(question.open), meshes = {}, values = {}, types = {};
  for (const name of question.attributes) {
    const [prim, attribute] = name.split('.'), found = stage.GetPrimAtPath(prim);
    types[prim] = String(found.GetTypeName());
    values[name] = plain(found.GetAttribute(attribute).Get());
  }
  const listener = id => new Proxy({}, { get: (target, call) => call === 'then' ? undefined : (...args) => {
    const mesh = meshes[id] ??= { points: [], faces: [], places: [] };
    if (call === 'updatePoints') mesh.points = Array.from(args[0]);
    if (call === 'updateIndices') mesh.faces = Array.from(args[0]);
    if (call === 'setTransform') mesh.now = Array.from(args[0]);
  } });
  const none = () => new Proxy({}, { get: (target, call) => call === 'then' ? undefined : () => {} });
  const driver = new usd.HdWebSyncDriver({ createRPrim: (type, id) => listener(id), createBPrim: none, createSPrim: none, CommitResources() {} }, question.open);
  for (const time of question.times) {
    driver.SetTime(time);
    driver.Draw();
    for (const mesh of Object.values(meshes))
      mesh.places.push(mesh.now);
  }
  fs.writeFileSync(answer, JSON.stringify({ end: stage.GetEndTimeCode(), rate: stage.GetTimeCodesPerSecond(), types, values, meshes }));
  process.exit(0);
}

if (require('worker_threads').isMainThread && process.argv.length > 4)
  judge(process.argv[2], JSON.parse(fs.readFileSync(process.argv[3])), process.argv[4]).catch(error => { console.error(error); process.exit(1); });
