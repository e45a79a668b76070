/**
 * How a command is called here: `npm run backup -- …` from the sources, `/opt/jiujiang-tracker/tracker backup …` from a
 * release, whose launcher says its own name.
 */
export function commandLine(command: string, rest: string): string {
  const launcher = process.env.TRACKER_CALLED;
  return launcher ? `${launcher} ${command} ${rest}` : `npm run ${command} -- ${rest}`;
}
