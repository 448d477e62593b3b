using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>All rules of one kind of place, and where in a document those places are.</summary>
internal abstract class RuleSet
{
    /// <summary>An amount beyond what decimals hold: such a document is refused, whatever else it says.</summary>
    public const string OverflowCode = "301";

    public abstract void Check(DocumentFacts document, Findings findings);

    /// <summary>Code, place and message of each rule, for the table of rules.</summary>
    public abstract IEnumerable<RuleEntry> Entries();

    public static RuleSet Of<T>(
        string name, string place, Func<DocumentFacts, IEnumerable<T>> places, params Rule<T>[] rules)
        where T : IFacts => new Typed<T>(name, place, places, rules);

    private sealed class Typed<T>(
        string name, string place, Func<DocumentFacts, IEnumerable<T>> places, Rule<T>[] rules) : RuleSet
        where T : IFacts
    {
        private readonly Rule<T>[] _sats = [.. rules.Where(rule => !IsOwn(rule.Code))];

        public override void Check(DocumentFacts document, Findings findings)
        {
            Rule<T>[] asked = document.Context.OwnRules ? rules : _sats;
            foreach (T at in places(document))
            {
                foreach (Rule<T> rule in asked)
                {
                    Check(document, at, rule, findings);
                }
            }
        }

        public override IEnumerable<RuleEntry> Entries() => rules.Select(rule => new RuleEntry(
            rule.Code, rule.Attribute.Length == 0 ? place : $"{place}/@{rule.Attribute}", rule.Message, name));

        private static void Check(DocumentFacts document, T at, Rule<T> rule, Findings findings)
        {
            bool broken;
            try
            {
                broken = rule.IsBroken(document, at);
            }
            catch (OverflowException)
            {
                findings.Add(OverflowCode, at.Element, rule.Attribute, "El importe es demasiado grande.");
                return;
            }

            if (broken)
            {
                findings.Add(rule.Code, at.Element, rule.Attribute, rule.Message);
            }
        }

        private static bool IsOwn(string code) => code.StartsWith("AQ-", StringComparison.Ordinal);
    }
}
