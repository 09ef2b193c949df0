export function f(): string {
  return "} function no() {";
}

export class C {
  m() {}
}

export const g = () => 1;
