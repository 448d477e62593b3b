using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary>
/// <c>payments assign</c>, <c>confirm</c> and <c>dismiss</c>: what a person decides, with who and why.
/// </summary>
internal static class PaymentDecisions
{
    private const string NothingWaits = "No payment of that provider and key waits for a person.";

    public static Command CreateAssign()
    {
        Option<int> contract = RangedOption.Create("--contract", "Whose money it is.", 0, 1, 99_999_999);
        contract.Required = true;
        return Create(
            "assign", "The money of a listed payment is that contract's; it is applied at once.", [contract],
            (desk, parsed, named, cancellation) => desk.AssignAsync(
                named.Provider, named.Key, new ContractNumber(parsed.GetValue(contract)), named.Who, named.Why,
                cancellation));
    }

    public static Command CreateConfirm() => Create(
        "confirm", "The money of a listed payment is here, though its provider does not say so; it is applied at once.",
        [],
        (desk, _, named, cancellation) => desk.ConfirmAsync(
            named.Provider, named.Key, named.Who, named.Why, cancellation));

    public static Command CreateDismiss()
    {
        Option<string?> provider = new("--provider") { Description = "Of the payment." };
        Option<string?> key = PaymentOptions.Key();
        Option<string?> line = LineName.Option();
        Option<string> who = AuditOptions.Who();
        Option<string> why = Why();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "dismiss", "There is nothing to post for a payment (--provider, --key), or to find for a line (--line).")
        {
            provider, key, line, who, why, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                PaymentWorkDesk desk = new(open, PaymentOptions.Applier(open, null));
                (string by, string reason) = (parsed.GetRequiredValue(who), parsed.GetRequiredValue(why));
                bool done = LineName.Value(parsed, line) is { } named
                    ? await desk.DismissAsync(named.Statement, named.Line, by, reason, cancellation)
                    : await desk.DismissAsync(
                        parsed.GetValue(provider) ?? "", parsed.GetValue(key) ?? "", by, reason, cancellation);
                await output.WriteLineAsync(done ? "Dismissed." : "Nothing of that name waits for a person.");
                return done ? ExitCode.Done : ExitCode.Failed;
            },
            cancellation));
        return command;
    }

    private static Command Create(
        string name, string description, IReadOnlyList<Option> more,
        Func<PaymentWorkDesk, ParseResult, Named, CancellationToken, Task<ListedFact?>> decide)
    {
        Option<string> provider = PaymentOptions.Provider();
        Option<string?> key = PaymentOptions.Key();
        key.Required = true;
        Option<string?> prefix = PaymentOptions.AccountPrefix();
        Option<string> who = AuditOptions.Who();
        Option<string> why = Why();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description) { provider, key, prefix, who, why, database };
        foreach (Option option in more)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                PaymentWorkDesk desk = new(open, PaymentOptions.Applier(open, parsed.GetValue(prefix)));
                Named named = new(
                    parsed.GetRequiredValue(provider), parsed.GetValue(key)!, parsed.GetRequiredValue(who),
                    parsed.GetRequiredValue(why));
                ListedFact fact = await decide(desk, parsed, named, cancellation)
                    ?? throw new CommandFailedException(NothingWaits);
                PaymentLooks.Write([fact], output);
                return fact.State == "applied" ? ExitCode.Done : ExitCode.Failed;
            },
            cancellation));
        return command;
    }

    private static Option<string> Why()
    {
        Option<string> why = AuditOptions.Why();
        why.Validators.Add(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value is not { Length: > 0 and <= 200 })
            {
                result.AddError("--why has 1 to 200 characters.");
            }
        });
        return why;
    }

    private sealed record Named(string Provider, string Key, string Who, string Why);
}
