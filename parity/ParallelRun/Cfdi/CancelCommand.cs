using System.CommandLine;
using Strangler.Cfdi.Cancelling;
using Strangler.Cfdi.Sealing;
using Strangler.Cfdi.Stamping;
using Strangler.Pac;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi cancel</c>, <c>cfdi pursue</c>: cancellations, asked for and followed.</summary>
internal static class CancelCommand
{
    private const int MostRounds = 10_000;

    private static readonly string[] Motives = ["01", "02", "03", "04"];

    public static Command Cancel(Func<string, string?> read)
    {
        Option<Guid> uuid = new("--uuid") { Description = "The document, as stamped.", Required = true };
        Option<string> motive = new("--motive")
        {
            Description = "01 replaced, 02 wrong (its source is issued anew), 03 did not take place, 04 was global.",
            Required = true,
        };
        motive.AcceptOnlyFromAmong(Motives);
        Option<Guid?> substitute = new("--substitute") { Description = "With 01: the stamped document in its place." };
        return Create(
            read, "cancel", "Ask SAT to cancel a document.", [uuid, motive, substitute],
            async (parsed, database, desk, _, output, cancellation) =>
            {
                FlowQueries queries = new(database);
                long id = await IdAsync(queries, parsed.GetValue(uuid), cancellation);
                long? other = parsed.GetValue(substitute) is { } place
                    ? await IdAsync(queries, place, cancellation) : null;
                CancellationMotive why = (CancellationMotive)(Array.IndexOf(Motives, parsed.GetValue(motive)!) + 1);
                switch (await desk.RequestAsync(id, why, other, cancellation))
                {
                    case CancellationRequestOutcome.Refused refused:
                        throw new CommandFailedException($"{refused.Code}: {refused.Reason}");
                    case CancellationRequestOutcome.Already:
                        await output.WriteLineAsync("It is under way already.");
                        break;
                    default:
                        await desk.PursueAsync(cancellation);
                        await output.WriteLineAsync("Asked for; cfdi pursue follows it, cfdi status shows it.");
                        break;
                }

                return ExitCode.Done;
            });
    }

    public static Command Pursue(Func<string, string?> read) => Create(
        read, "pursue",
        "Cancel what the books ask for and what was replaced, and follow cancellations that are due.", [],
        async (_, database, desk, globals, output, cancellation) =>
        {
            int begun = await globals.CancelLeftAsync(desk, cancellation)
                + await new FlowCancellations(database, desk).RequestAsync(cancellation);
            int steps = 0;
            for (int round = 0; round < MostRounds; round++)
            {
                int done = await desk.PursueAsync(cancellation);
                steps += done;
                if (done == 0)
                {
                    break;
                }
            }

            await output.WriteLineAsync($"{begun:N0} begun, {steps:N0} steps done.");
            return ExitCode.Done;
        });

    private static async Task<long> IdAsync(FlowQueries queries, Guid uuid, CancellationToken cancellation) =>
        await queries.FindAsync(uuid, cancellation)
        ?? throw new CommandFailedException($"{uuid} is not kept here.");

    private static Command Create(
        Func<string, string?> read, string name, string description, Option[] options,
        Func<ParseResult, Database, CancellationDesk, GlobalDesk, TextWriter, CancellationToken, Task<int>> work)
    {
        IssuerOptions issuer = new(read);
        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        issuer.AddTo(command);
        command.Options.Add(database);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                IssuerProfile profile = await issuer.ProfileAsync(parsed, cancellation);
                using CsdRing ring = await issuer.RingAsync(parsed, cancellation);
                using HttpClient http = PacClients.CreateHttp();
                IReadOnlyList<IPac> pacs = PacOption.Pacs(http, read);
                CancellationDesk desk = new(
                    open, pacs, (order, now) => Sign(ring, order, now), new CancellationSettings(), profile.Zone,
                    TimeProvider.System);
                GlobalDesk globals = new(open, profile, ring, TimeProvider.System);
                return await work(parsed, open, desk, globals, output, cancellation);
            },
            cancellation));
        return command;
    }

    private static SignedCancellation Sign(CsdRing ring, CancellationOrder order, DateTimeOffset now) =>
        ring.Find(order.IssuerRfc, now)?.SignCancellation(order, now)
        ?? throw new CommandFailedException("The seal certificate is not of the document's issuer.");
}
