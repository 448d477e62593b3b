using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>What one batch may set aside. However often it is tried, it takes its share once.</summary>
internal sealed class QuarantineShare(QuarantineBudget budget)
{
    private int _asked;
    private int _admitted;

    /// <param name="aside">All of the batch; another try may have found more of them.</param>
    /// <returns>Those that are kept; the rest is counted only.</returns>
    public IReadOnlyList<QuarantinedMessage> Admit(List<QuarantinedMessage> aside)
    {
        if (aside.Count > _asked)
        {
            _admitted += budget.Take(aside.Count - _asked);
            _asked = aside.Count;
        }

        return aside.GetRange(0, Math.Min(_admitted, aside.Count));
    }
}
