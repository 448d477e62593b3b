namespace Strangler.Core.Expressions;

/// <summary>Gathers what is wrong with one formula.</summary>
internal sealed class FormulaErrors(string text)
{
    /// <summary>As many as a person would read.</summary>
    private const int Most = 20;

    private readonly List<FormulaError> _all = [];
    private bool _stopped;

    public IReadOnlyList<FormulaError> All => _all;

    public void Add(int at, string message)
    {
        if (!_stopped && _all.Count < Most)
        {
            _all.Add(At(at, message));
        }
    }

    /// <summary>The last error there is.</summary>
    public void Stop(int at, string message)
    {
        if (!_stopped)
        {
            _all.Add(At(at, message));
            _stopped = true;
        }
    }

    private FormulaError At(int at, string message)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, at);
        return new FormulaError(before.Count('\n') + 1, at - before.LastIndexOf('\n'), message);
    }
}
