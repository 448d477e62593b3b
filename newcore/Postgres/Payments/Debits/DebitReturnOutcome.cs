using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>What became of a bank's file of answers to debits.</summary>
public abstract record DebitReturnOutcome
{
    private DebitReturnOutcome()
    {
    }

    /// <param name="Retried">Of those that came back, how many are debited again.</param>
    /// <param name="Stopped">Mandates that were suspended or ended.</param>
    /// <param name="Applied">Facts that were posted at once; the others are posted as soon as they can be.</param>
    public sealed record Taken(
        int Paid, int Failed, int Reversed, int Retried, int Stopped, Money Fees, int Applied) : DebitReturnOutcome;

    /// <summary>The same file was read before: nothing was done.</summary>
    public sealed record Repeated : DebitReturnOutcome;

    /// <summary>Nothing of it counts.</summary>
    /// <param name="Problems">The first hundred.</param>
    public sealed record Refused(IReadOnlyList<FileProblem> Problems) : DebitReturnOutcome;
}
