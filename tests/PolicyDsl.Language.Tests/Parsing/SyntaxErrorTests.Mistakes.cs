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
          if x
          then warn
        }
        ----
        rule a {
          when: x
          then: warn
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
        rule a { when age is under 18 or age is over 65 then arrest }
        ----
        rule a { when person has 3 incidents where offence is supply then arrest }
        ----
        rule a { when person has more than 2 incidents then arrest }
        ----
        test "x" { expect advise by otherwise }
        ----
        policy a "A" amends b
        amends c
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
        ----
        rule a: when x then warn
        rule b { when x then warn }
        ----
        rule a {
          if offence == x { arrest }
        }
        rule b { when x then warn }
        ----
        rule a {
          when offence is supply then
        }
        rule b { when x then warn }
        ----
        enum drug { heroin; cocaine }
        set violent = { a, b }
        set violent of offence = { a, b }
        ----
        define x: y
        define z y
        ----
        table t of drug gives mass { heroin: 1 g, cocaine -> 2 g }
        ----
        test a_test { given incident { } expect warn }
        ----
        test "t" { given { offence: x } expect arrest and offer naloxone }
        ----
        test "t" { given incident { a: b c: d } expect arrest, offer x }
        ----
        test "t" { given incident { a = b } expect arrest }
        ----
        entity e { a text b : text? c : list of text }
        ----
        policy "X"
        version 1.0
        owner Northside
        in force 2025-01-01 - 2026-01-01
        ----
        in force from 2025-01-01 until 2026-01-01
        review 12 months
        applies offence is supply
        ----
        crackdown c {
          target areas with x
          announce 14 days by leaflets
          lasts three weeks
          then arrest at most 3 a week otherwise warn
        }
        ----
        rule a { when x then warn priority high }
        ----
        rule a { when x between 1 and 3 then warn }
        ----
        rule a { when weapon is not in [knife, firearm] then warn }
        ----
        rule a { when age >= 18 <= 25 then warn }
        ----
        rule a { when offence in {a, b} then warn }
        ----
        rule a {
          when x
          and y
          or z
          then warn
        }
        ----
        rule a {
          when x then warn
          unless y
        }
        ----
        rule a {
          unless y
          then warn
        }
        ----
        rule a {
          when count(incidents of person where x) >= 3 in past 365 days
          then warn
        }
        ----
        rule a {
          when person has at least 3 incidents in the past year
          then warn
        }
        ----
        rule a { when quantity is less than or equal to 2 g then warn }
        ----
        rule a { when drug is heroin or is cocaine then warn }
        ----
        rule a { when offence is not supply and not is minor then warn }
        ----
        rule a { when offence is "supply then warn }
        rule b { when x then warn }
        ----
        principle p { clause a never arrest when x }
        ----
        principle p "x" rank 1 {
          clause a "t" never arrest if x
          clause b arrest is never used
        }
        ----
        dataset d {
          source "a.csv"
          from a.csv
          incident { offence: `x` }
        }
        ----
        measure m count(incidents)
        ----
        assumptions a { cost of arrest = 900 to 2400 GBP
         cost of x : 5 GBP
         effect of y = 3% }
        ----
        else advise
        default advise
        ----
        using "a.policy", "b.policy"
        using idpc, other
        ----
        rule a { when quantity > 2,5 g then warn }
        ----
        rule a { when quantity > 1,500 g then warn }
        ----
        rule a { when age > eighteen years then warn }
        ----
        rule a { offer naloxone to person }
        ----
        service x { capacity 40 each week }
        ----
        action a { coercive, severity 1 }
        ----
        resource r 40 per week when exhausted advise
        ----
        // x
        define x = "a" + 'b
        define y = z
        ----
        define x =
        define y = z
        ----
        rule a { when x then warn } }
        rule b { when y then warn }
        """;
}
