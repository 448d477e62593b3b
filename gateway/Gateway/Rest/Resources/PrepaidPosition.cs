using Strangler.Core.Identity;
using Strangler.Postgres.Prepaid;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>An agreement's credit now.</summary>
/// <param name="Running">What was used since the last segment; null where that is not known.</param>
internal sealed record PrepaidPosition(PrepaidStatus Status, Money? Running)
{
    public Money Credit => Money.Zero - Status.Balances.Payoff;

    public Money Available => Credit - (Running ?? Money.Zero);
}
