export interface Appointment {
  readonly atMs: number;
  readonly run: () => void;
}

/** What will happen, by time; at the same time, in the order it was entered. */
export class Agenda {
  private appointments: Appointment[] = [];

  add(atMs: number, run: () => void): Appointment {
    const appointment = { atMs, run };
    let low = 0;
    let high = this.appointments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.appointments[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    this.appointments.splice(low, 0, appointment);
    return appointment;
  }

  cancel(appointment: Appointment): void {
    this.appointments = this.appointments.filter((candidate) => candidate !== appointment);
  }

  next(): Appointment | undefined {
    return this.appointments.shift();
  }
}
