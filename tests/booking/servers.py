"""A Radicale over TLS on loopback, with two stages of a facility, and the command line as one of its users: it starts
with the import and ends with the program."""
import atexit, os, random, shutil, socket, subprocess, sys, tempfile, threading, time, urllib.parse
from sltap import *

SERVERS = TOP + '/tests/booking/servers/'
started = []
place = tempfile.mkdtemp()

def start(name, *words, tokens='', **more):
    """A server's address and folder; it ends with the tests."""
    folder = f'{place}/server-{len(started)}'
    os.mkdir(folder)
    started.append(folder)
    open(folder + '/tokens', 'w').write(tokens)
    done = subprocess.run([SERVERS + name, folder, *words], capture_output=True, text=True, env=dict(os.environ, **more), check=True)
    return done.stdout.strip(), folder

def environment(home, keyring=True):
    """Of a user of its own; the keyring is libsecret's encrypted file, so that no daemon is needed."""
    home = os.path.abspath(home)
    env = {k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'SECRET_', 'DBUS_', 'DISPLAY'))}
    for name in 'CONFIG', 'DATA', 'CACHE', 'STATE':
        env[f'XDG_{name}_HOME'] = f'{home}/{name.lower()}'
    env['HOME'] = home
    os.makedirs(home, exist_ok=True)
    if keyring:
        env |= {'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': home + '/keyring', 'SECRET_FILE_TEST_PASSWORD': 'of-the-keyring'}
    return env

def book(home, *words, code=0, said='', keyring=True):
    return cli('book', *words, code=code, input=said, env=environment(home, keyring))

def book_json(home, *words, **how):
    return json.loads(book(home, *words, '--json', '-', **how).stdout)

def plan(name, mark, inner):
    open(name, 'w', encoding='utf-8').write(
        f'<sightline version="1.0"><production id="p" name="长江夜航 {mark}" uid="{mark}"/><stage id="stage-1" timezone="Asia/Shanghai"/>'
        f'<stage id="two" name="二号棚"/>{inner}</sightline>')
    return name

def booking(id, stage, first, last, more=''):
    return f'<booking id="{id}" stage="{stage}" production="p" from="2026-11-{first:02}" to="2026-11-{last:02}" {more}/>'

def dav(method, path, body=''):
    """As the facility itself; the status."""
    done = subprocess.run(['/usr/bin/python3', '-c', """
import base64, ssl, sys, urllib.request
method, url, ca, body = sys.argv[1:]
request = urllib.request.Request(url, body.encode(), {'Authorization': 'Basic ' + base64.b64encode(b'facility:facility-pw').decode(), 'Content-Type': 'application/xml'}, method=method)
print(urllib.request.urlopen(request, context=ssl.create_default_context(cafile=ca)).status)""", method, URL + path, CA, body], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)

def make_calendar(path, name):
    dav('MKCALENDAR', path, '<?xml version="1.0"?><c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>'
        f'<d:displayname>{name}</d:displayname></d:prop></d:set></c:mkcalendar>')

def login(home, user, url=None, code=0, password=None, ca=None, **how):
    return book(home, PLAN, 'login', '--store', url or HOME, '--user', user, '--ca', ca or CA, code=code, said=(password or user + '-pw') + '\n', **how)

class Line:
    """Between the program and the server: what `fault` says happens to every connection, after a number of bytes by chance."""
    def __init__(self):
        self.server = urllib.parse.urlsplit(URL).port
        self.fault, self.chance, self.listener = None, random.Random(7), None
        self.port = self.bitten = 0
        self.up()

    def up(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(('127.0.0.1', self.port))
        self.listener.listen(50)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def down(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.listener = None

    def accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.create_connection(('127.0.0.1', self.server))
            broken = self.chance.random() < .3
            for there, back, gives in (client, server, 'requests'), (server, client, 'replies'):
                most = self.chance.randrange(*((400, 1500) if gives == 'requests' else (1200, 3500)))  # in the handshake or behind it
                threading.Thread(target=self.carry, args=(there, back, gives, broken, most), daemon=True).start()

    def carry(self, there, back, gives, broken, most):
        got = 0
        try:
            while data := there.recv(65536):
                got += len(data)
                if self.fault == 'delay':
                    time.sleep(.03)
                if broken and got > most and self.fault in (gives, 'cut'):
                    self.bitten += 1
                    if self.fault == 'cut':
                        back.sendall(data[:len(data) // 2])
                    break
                back.sendall(data)
        except OSError:
            pass
        for end in there, back:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

@atexit.register
def stop_all():
    for folder in started:
        subprocess.run([SERVERS + 'stop', folder])
    shutil.rmtree(place, ignore_errors=True)

URL, folder = start('radicale')
CA, HOME, PLAN = folder + '/tls/ca.pem', URL + 'facility/', place + '/plan.sightline'
plan(PLAN, 'U0', '')
for path, name in ('facility/stage-1/', '一号棚'), ('facility/x2/', '二号棚'), ('facility/a/', 'Twin'), ('facility/b/', 'Twin'):
    make_calendar(path, name)
