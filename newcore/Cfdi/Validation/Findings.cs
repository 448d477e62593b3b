using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation;

/// <summary>Collects what is found, up to a limit; a path is only written when it is needed.</summary>
internal sealed class Findings(int most, bool own)
{
    private readonly List<Finding> _found = [];
    private bool _cut;

    /// <param name="attribute">Of the element; empty for the element itself.</param>
    public void Add(string code, Element? at, string attribute, string message)
    {
        Severity severity = SeverityOf(code);
        if (!own && severity is (Severity.Own or Severity.Warning))
        {
            return;
        }

        if (_found.Count >= most)
        {
            _cut = true;
            return;
        }

        string path = at?.Path ?? "/";
        _found.Add(new Finding(code, message, attribute.Length == 0 ? path : $"{path}/@{attribute}", severity));
    }

    public ValidationReport Report() => new(_found, _cut);

    /// <summary>Our own codes say it: AQ-N notes, AQ-W warnings.</summary>
    public static Severity SeverityOf(string code) =>
        !code.StartsWith("AQ-", StringComparison.Ordinal) ? Severity.Refusal
        : code[3] == 'N' ? Severity.Note
        : code[3] == 'W' ? Severity.Warning : Severity.Own;
}
