import { serveOrExit } from './serve.ts';

await serveOrExit('api');
