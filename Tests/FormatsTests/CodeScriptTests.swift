import Testing

@Suite struct CodeScriptTests {
    @Test func splitsJavaScript() throws {
        let found = try splitCode(
            """
            import x from "y";

            /** about f */
            export function f({
              a,
            }) {
              function inner() {}
              return `${a}}`;
            }

            export default class C extends B {
              static s = 1;
              constructor() { super(); }

              async m() {
                return /[/}]/.test("x");
              }
            }

            export const g = async (a) => {
              return a / 2;
            };
            const h = a =>
              a;
            const value = { a: 1 };
            module.exports = { f };

            """,
            "a.js"
        )
        #expect(found.map(\.title) == ["", "f", "C", "constructor", "m", "g", "h", "const value = { a: 1 };"])
        #expect(found.map(\.depth) == [1, 1, 1, 2, 2, 1, 1, 1])
        #expect(found[1].text.hasPrefix("/** about f */\n"))
        #expect(found[6].text == "const h = a =>\n  a;\n")
    }

    @Test func splitsTypeScript() throws {
        let found = try splitCode(
            """
            export interface I {
              a: string;
            }
            export type T =
              | { a: 1 }
              | string;
            type P = Pick<
              I,
              "a"
            >;
            enum E { A }
            declare module "m" {
              interface J {}
            }
            @Component({
              selector: "x",
            })
            export abstract class C<
              X extends { a: 1 },
            > extends B<X> {
              /** doc */
              @HostListener("click", [
                "$event",
              ])
              m(): { a: string } {
                return { a: "}" };
              }
            }
            export function f(): { a: 1 } {
              return { a: 1 };
            }
            export const g = <X,>(x: X): X => {
              return x;
            };

            """,
            "a.ts"
        )
        #expect(found.map(\.title) == ["I", "T", "P", "E", "m", "J", "C", "m", "f", "g"])
        #expect(found.map(\.depth) == [1, 1, 1, 1, 1, 2, 1, 2, 1, 1])
        #expect(found[6].text.hasPrefix("@Component({"))
        #expect(found[7].text.hasPrefix("  /** doc */\n  @HostListener"))
    }

    @Test func splitsComponentsWithMarkup() throws {
        let found = try splitCode(
            """
            export const App: React.FC<Props> = ({ a }) => {
              return <p>Don't {a} http://x</p>;
            };
            export default function Page() {
              return <App />;
            }

            """,
            "a.tsx"
        )
        #expect(found.map(\.title) == ["App", "Page"])
    }

    @Test func findsWhatStandsBehindExpressionsThatConfuseCtags() throws {
        let found = try splitCode(
            "function a(x) {\n  return x.replace(/([^/]+|\\/)$/, '')\n}\n\nconst b = () => {\n  return `${1}`\n}\n",
            "a.js"
        )
        #expect(found.map(\.title) == ["a", "b"])
    }

    @Test func findsMethodsThatCtagsMisses() throws {
        let found = try splitCode(
            """
            export class A<T extends B = C> {
              private x = new Map<string, T>();

              public static async add<S extends T, ..._: U>(
                schema: S,
              ): this {
                if (this.x) { return `${1}`.replace(/([^/]+|\\/)$/, "") }
                return this;
              }

              get size(): number { return 1 }

              get(key) {
                for (const a of this.x) {}
              }

              #own() {}
            }

            """,
            "a.ts"
        )
        #expect(found.map(\.title) == ["A", "add", "size", "get", "own"])
        #expect(found.map(\.depth) == [1, 2, 2, 2, 2])
    }

    @Test func namesMembersAfterTheirOwner() throws {
        #expect(
            try splitCode("obj.m = function () {\n};\nvar x = 1;\n", "a.js").map(\.title) == ["obj.m", "var x = 1;"]
        )
    }

    @Test func splitsByIndentationWhereNothingIsClosed() throws {
        #expect(
            try splitCode("function a() {\n  return `\n}\nfunction b() {\n}\n", "a.js").map(\.title) == [
                "a", "function b() {",
            ]
        )
    }
}
