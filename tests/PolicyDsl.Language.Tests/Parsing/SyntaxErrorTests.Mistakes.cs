namespace PolicyDsl.Language.Tests.Parsing;

public sealed partial class SyntaxErrorTests
{
    private const string Mistakes = """
        rule a { when x == 1 && y then warn }
        ----
        rule a { when !x || y <> 3
         then warn }
        otherwise advise
        ----
        rule a 'Some title' { when x then warn because “Curly words” }
        ----
        rule a {
          when offence is supply
          arrest
        }
        rule b { when x then warn }
        ----
        rule {
          when x
          then warn
        }
        ----
        rule "Title of it" {
          when x
          then warn
        }
        ----
        rule a {
          when x
          then warn
        rule b {
          when x
          then warn
        }
        otherwise advise
        ----
        rule a
          when x
          then warn
        }
        rule b { when x then warn }
        ----
        rule a { when quantity is at most 2
         g then warn }
        ----
        rule a { when quantity is at most 2 grams and cost is more than 5 gbp then warn within 3 hrs }
        ----
        dataset d { license "x"
         from "a.csv" }
        ----
        rule a { when a < b < c then warn }
        ----
        rule a { when a and if b then c else d then warn }
        ----
        define x = if a b else c
        ----
        define x = a + not b
        ----
        rule a {
          whne x
          then warn
          becuase "x"
        }
        ruel b { when x then warn }
        ----
        rule a { when x
          because they said so
          then warn
        }
        ----
        rule a { when x
          because "they said so
          then warn
        }
        rule b "title {
          when x then warn
        }
        ----
        rule a { if offence is supply then arrest }
        ----
        rule a { when offence is in violent and age is greater than 3 then arrest }
        ----
        rule a { when offence is one of supply, possession then arrest }
        ----
        rule a { when offence in (supply, possession) then arrest }
        ----
        rule a { when offence is supply, possession then arrest
           with x }
        ----
        rule default { when x then warn }
        ----
        }
        rule a { when x then warn }
        }
        rule b { when x then warn }
        ----
        test "x" {
          given incident { offence: x, person: { age: 31 }
          expect arrest
        }
        rule b { when x then warn }
        ----
        dataset d {
          incident {
             a = match `x` { "A" => b, "C" => d
             b = `x`
          person {
             id = `y`
          }
        }
        rule b { when x then warn }
        ----
        /* a comment */
        # another
        rule b { when x then warn }
        ----
        foo bar baz
        offer naloxone
        rule b { when x then warn }
        ----
        in force 2024-02-30 to 2024-1-5
        rule b { when x > 1__0 and y > 1.2.3 and z > 99999999999999999999999999999999999999 then warn }
        ----
        rule b { when x § y then warn }
        ----
        policy x "T" {
        rule b { when x then warn }
        }
        ----
        rule b { when x; then warn; }
        ----
        rule my great rule { when x then warn }
        rule c { when x then warn }
        ----
        rule b { when count(incidents of person then warn }
        ----
        rule b { when (x and (y) then warn }
        rule c { when x then warn }
        ----
        enum a { b c, d }
        set x { y }
        entity e { a : text b : text c text d = 3 }
        ----
        principle p rank 1 {
          clause never arrest when x
          clause c not arrest when x
          clause d every rule state benefit
          clause e every rule states benfit
        }
        ----
        rule b { when drugs contains opioids then warn }
        ----
        rule b { when x = 5 XYZ then warn }
        ----
        test { given incident {} expect warn }
        """;
}
