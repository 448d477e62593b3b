using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation;

/// <summary>
/// Collects what is found, up to a limit; a path is only written when it is needed. Warnings never crowd out what
/// speaks against the document: the first of that takes the place of the last of these.
/// </summary>
internal sealed class Findings(int most, bool own)
{
    private readonly List<Finding> _found = [];
    private bool _cut;
    private bool _isRefused;

    /// <param name="attribute">Of the element; empty for the element itself.</param>
    public void Add(string code, Element? at, string attribute, string message)
    {
        Severity severity = SeverityOf(code);
        if (!own && severity is (Severity.Own or Severity.Warning))
        {
            return;
        }

        bool refuses = severity is Severity.Refusal or Severity.Own;
        if (_found.Count >= most)
        {
            _cut = true;
            if (!refuses || _isRefused)
            {
                return;
            }

            _found.RemoveAt(_found.Count - 1);
        }

        _isRefused |= refuses;

        string path = at?.Path ?? "/";
        _found.Add(new Finding(code, message, attribute.Length == 0 ? path : $"{path}/@{attribute}", severity));
    }

    public ValidationReport Report() => new(_found, _cut);

    /// <summary>Our own codes say it: AQ-R what nobody can judge here, AQ-N notes, AQ-W warnings.</summary>
    public static Severity SeverityOf(string code) =>
        !code.StartsWith("AQ-", StringComparison.Ordinal) || code[3] == 'R' ? Severity.Refusal
        : code[3] == 'N' ? Severity.Note
        : code[3] == 'W' ? Severity.Warning : Severity.Own;
}
