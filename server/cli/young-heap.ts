import { setFlagsFromString } from 'node:v8';

/*
 * Loading the program throws away tens of megabytes within half a second. V8 answers by enlarging its heap for young
 * objects to 2 × 16 MB and, idle afterwards, never gives them back: 30 MB of every idle server. So that heap may not grow
 * while loading; serve.ts imports this first.
 */
setFlagsFromString('--semi-space-growth-factor=1');

/** Once requests are served it may: under load a larger one is faster. */
export function letYoungHeapGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
