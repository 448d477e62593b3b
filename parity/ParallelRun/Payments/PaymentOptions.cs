using System.CommandLine;
using Strangler.Core.Payments.References;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.ParallelRun.Payments;

/// <summary>Options that several of the commands have.</summary>
internal static class PaymentOptions
{
    public static Option<string> Provider()
    {
        Option<string> option = new("--provider")
        {
            Description = "The provider, bank or collector, as it is configured.",
            Required = true,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value is not { Length: > 0 and <= 20 } name
                || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            {
                result.AddError("--provider has 1 to 20 letters, digits and dashes.");
            }
        });
        return option;
    }

    public static Option<string?> Key() => new("--key") { Description = "Of the payment, as payments list shows it." };

    public static Option<string?> AccountPrefix() => new("--account-prefix")
    {
        Description = "How the CLABE of each contract begins, where contracts have one.",
    };

    /// <exception cref="CommandFailedException">The prefix is none.</exception>
    public static FactApplier Applier(Database database, string? accountPrefix)
    {
        try
        {
            LedgerStore ledger = new(database, TimeProvider.System);
            return new FactApplier(
                database, new PaymentDesk(database, ledger, paid: null, TimeProvider.System),
                accountPrefix is null ? null : new ClabePlan(accountPrefix), TimeProvider.System);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw new CommandFailedException($"--account-prefix: {wrong.Message}");
        }
    }
}
