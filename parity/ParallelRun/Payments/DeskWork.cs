using System.CommandLine;
using System.Diagnostics;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.References;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Receivables;
using Strangler.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.ParallelRun.Payments;

/// <summary>What the commands of payment desks share: options, the database, and how an outcome is told.</summary>
internal static class DeskWork
{
    public const int ListLimit = 1000;
    private const int NameLimit = 60;

    public static Option<string> Contract() => new("--contract") { Description = "Whose.", Required = true };

    public static Option<string> Named(string name, string description) =>
        new(name) { Description = description, Required = true };

    public static ContractNumber Number(ParseResult parsed, Option<string> option) =>
        MoneyOptions.Number(parsed.GetRequiredValue(option));

    /// <exception cref="CommandFailedException">It is empty or too long.</exception>
    public static string Name(ParseResult parsed, Option<string> option) =>
        parsed.GetRequiredValue(option).Trim() is { Length: > 0 and <= NameLimit } text ? text
            : throw new CommandFailedException($"{option.Name} has 1 to {NameLimit} characters.");

    /// <summary>The account is not repeated in the message.</summary>
    /// <exception cref="CommandFailedException">It is no CLABE.</exception>
    public static Clabe Account(ParseResult parsed, Option<string> option) =>
        Clabe.TryRead(parsed.GetRequiredValue(option).Trim(), out Clabe account) is { } fault
            ? throw new CommandFailedException($"{option.Name}: {fault}.") : account;

    /// <exception cref="CommandFailedException">It is not above zero.</exception>
    public static Money Above(ParseResult parsed, Option<string?> option) =>
        ExactOption.Pesos(parsed, option) is { } amount && amount > Money.Zero ? amount
            : throw new CommandFailedException($"{option.Name} is above zero.");

    /// <summary>A command that asks a desk, and tells what became of it.</summary>
    public static Command Create(
        string name, string description, Option[] options,
        Func<Database, ParseResult, string, CancellationToken, Task<DeskOutcome>> work)
    {
        Option<string> who = AuditOptions.Who();
        return Listing(name, description, [.. options, who], async (database, parsed, output, cancellation) =>
            Tell(await work(database, parsed, parsed.GetRequiredValue(who), cancellation), output));
    }

    /// <summary>A command that prints.</summary>
    public static Command Listing(
        string name, string description, Option[] options,
        Func<Database, ParseResult, TextWriter, CancellationToken, Task> work)
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description);
        foreach (Option option in (Option[])[.. options, database])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                await work(open, parsed, output, cancellation);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    /// <summary>Contracts' own accounts play no part where people apply money.</summary>
    public static FactApplier Applier(Database database, LedgerStore ledger) =>
        new(database, Desk(database, ledger), accounts: null, TimeProvider.System);

    public static PaymentDesk Desk(Database database, LedgerStore ledger) =>
        new(database, ledger, paid: null, TimeProvider.System);

    /// <exception cref="CommandFailedException">The environment's settings are wrong.</exception>
    public static PaymentProviders Providers(HttpClient http)
    {
        try
        {
            return PaymentSettings.FromEnvironment().Create(http);
        }
        catch (FormatException failure)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private static void Tell(DeskOutcome outcome, TextWriter output)
    {
        switch (outcome)
        {
            case DeskOutcome.Done done:
                output.WriteLine(done.Text);
                break;
            case DeskOutcome.Repeated:
                output.WriteLine("It was done before; nothing was done now.");
                break;
            case DeskOutcome.Refused refused:
                throw new CommandFailedException(refused.Reason);
            default:
                throw new UnreachableException();
        }
    }
}
