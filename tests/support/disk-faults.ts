import { join } from 'node:path';
import { onTestFinished } from 'vitest';

interface DiskFault {
  /** The function of node:fs or node:fs/promises that fails. */
  call: string;
  /** On which paths it fails. */
  path: RegExp;
  /** As the system says it: EIO, EACCES. */
  code: string;
  /** The file below the path that the system names; empty for the path itself. */
  inside: string;
}

const faults: DiskFault[] = [];

/** Until the test ends, calls on these paths fail; returns a function that ends it earlier. */
export function failOn(call: string, path: RegExp, code: string, inside = ''): () => void {
  const fault = { call, path, code, inside };
  faults.push(fault);
  const mend = () => {
    if (faults.includes(fault)) faults.splice(faults.indexOf(fault), 1);
  };
  onTestFinished(mend);
  return mend;
}

/** For vi.mock: node:fs or node:fs/promises with the faults that a test asks for. */
export function failing<Module extends object>(real: Module): Module {
  const entries = Object.entries(real).map(([name, value]) => [
    name,
    typeof value === 'function' && /^[a-z]/u.test(name) ? failingCall(name, value as AnyCall) : value,
  ]);
  return Object.fromEntries(entries) as Module;
}

type AnyCall = (...args: unknown[]) => unknown;

function failingCall(name: string, call: AnyCall): AnyCall {
  return Object.assign((...args: unknown[]) => {
    const path = String(args[0]);
    const fault = faults.find((each) => each.call === name && each.path.test(path));
    if (!fault) return call(...args);
    const error = Object.assign(new Error(fault.code), { code: fault.code, path: join(path, fault.inside) });
    if (name.endsWith('Sync')) throw error;
    return Promise.reject(error);
  }, call);
}
