"""TAP for the scripted tests: each function decorated with @test is one test."""
import json, os, subprocess, sys, tempfile, traceback

TOP = os.environ['SL_TOP']
BUILD = os.environ['SL_BUILD']
CLI = BUILD + '/src/cli/sightline-cli'
LONG = os.environ.get('SL_LONG') == '1'
SAMPLES = TOP + '/data/samples/'
_tests = []

class Skip(Exception):
    pass

def test(function):
    _tests.append(function)
    return function

def cli(*arguments, code=0, **more):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=300, **more)
    assert done.returncode == code, f'{arguments}: exit {done.returncode}, not {code}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}'
    return done

def cli_json(*arguments, code=0):
    return json.loads(cli(*arguments, '--json', '-', code=code).stdout)

def in_language(name):
    """The environment of a language ("zh_CN"), in a locale of our own: newer C libraries translate nothing in C.UTF-8."""
    folder = os.path.abspath('locales')
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['localedef', '-c', '-i', name, '-f', 'UTF-8', f'{folder}/{name}.UTF-8'], capture_output=True)
    assert os.path.isdir(f'{folder}/{name}.UTF-8'), f'localedef made no {name} (package locales)'
    return dict(LOCPATH=folder, LANG=name + '.UTF-8', LC_ALL=name + '.UTF-8', LANGUAGE='')

def main():
    failed = 0
    print(f'1..{len(_tests)}')
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for number, function in enumerate(_tests, 1):
            name = function.__name__.replace('_', ' ')
            try:
                function()
                print(f'ok {number} {name}', flush=True)
            except Skip as reason:
                print(f'ok {number} {name} # SKIP {reason}', flush=True)
            except BaseException:
                failed += 1
                print(traceback.format_exc())
                print(f'not ok {number} {name}', flush=True)
        os.chdir('/')
    sys.exit(1 if failed else 0)
