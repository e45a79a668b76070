/** Time as the server sees it; injected, so that the demo and the tests can pin or move it. */
export interface Clock {
  /** real time: sessions, lockouts, audit */
  now(): Date;
  /** business date: Asia/Shanghai calendar date, `YYYY-MM-DD` */
  today(): string;
}

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Calendar date in Shanghai of a point in time. */
export function shanghaiDate(at: Date): string {
  return shanghai.format(at);
}

const shanghaiClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
});

/** Date and time in Shanghai of a point in time, `YYYY-MM-DD HH:mm`. */
export function shanghaiTime(at: Date): string {
  return `${shanghaiDate(at)} ${shanghaiClock.format(at)}`;
}

/** The machine's clock; `pinnedToday` fixes the business date only (the demo lives on one day). */
export function systemClock(pinnedToday: string | null = null): Clock {
  return {
    now: () => new Date(),
    today: () => pinnedToday ?? shanghaiDate(new Date()),
  };
}
