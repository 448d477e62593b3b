using System.CommandLine;
using System.Globalization;
using System.Text;
using Strangler.Gateway.Metering;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Metering;

namespace Strangler.ParallelRun.Meters;

/// <summary><c>meters quarantine</c>: messages that could not be read, or are of no known meter.</summary>
internal static class QuarantineCommand
{
    /// <summary>Bytes of a payload that a list shows.</summary>
    private const int Shown = 60;

    /// <summary>Between two lines of progress.</summary>
    private const int Step = 1_000;

    public static Command Create() => new("quarantine", "Messages of meters that could not be read: docs/meters.md.")
    {
        CreateList(),
        CreateReplay(),
        CreateDrop(),
    };

    private static Command CreateList()
    {
        Option<string?> reason = Reason();
        Option<long> after = new("--after") { Description = "Only those after this id." };
        Option<int> limit = Limit(50);
        return DeskWork.Listing(
            "list", "Show what is open, in the order in which it came.", [reason, after, limit],
            async (database, parsed, output, cancellation) =>
            {
                TextTable table = new("id", "received", "reason", "topic", "detail", "payload");
                foreach (QuarantinedMessage one in await new MeterQuarantine(database).OpenAsync(
                    parsed.GetValue(after), parsed.GetValue(reason), parsed.GetValue(limit), cancellation))
                {
                    table.Add(
                        one.Id, one.ReceivedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                        one.Reason, one.Topic, one.Detail, Text(one.Payload));
                }

                table.Write(output);
            });
    }

    private static Command CreateReplay()
    {
        Option<long[]> ids = Ids();
        Option<string?> reason = Reason();
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "replay", "Read open messages again, after a fix or a registration; what can be read is kept and ended.",
            [ids, reason, who],
            async (database, parsed, output, cancellation) =>
            {
                QuarantineReplay replay = new(database, TimeProvider.System);
                (int done, int left) = (0, 0);
                await foreach (QuarantinedMessage one in WantedAsync(
                    database, parsed.GetValue(ids) ?? [], parsed.GetValue(reason), cancellation))
                {
                    ReplayOutcome outcome = await replay.ReplayAsync(one, parsed.GetRequiredValue(who), cancellation);
                    done += outcome.Why is null ? 1 : 0;
                    left += outcome.Why is null ? 0 : 1;
                    if (outcome.Why is not null)
                    {
                        output.WriteLine($"{outcome.Id} stays: {outcome.Why}");
                    }

                    if ((done + left) % Step == 0)
                    {
                        output.WriteLine($"{done + left} so far.");
                    }
                }

                output.WriteLine($"{done} replayed, {left} stay.");
            });
    }

    private static Command CreateDrop()
    {
        Option<long[]> ids = Ids();
        ids.Required = true;
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "drop", "End messages that nobody will ever read; they stay in the database.", [ids, who],
            async (database, parsed, output, cancellation) =>
            {
                long[] wanted = parsed.GetRequiredValue(ids);
                IReadOnlyList<QuarantinedMessage> open = await KnownAsync(database, wanted, cancellation);
                int dropped = await new MeterQuarantine(database).EndAsync(
                    [.. open.Select(one => one.Id)], replayed: false, parsed.GetRequiredValue(who), cancellation);
                output.WriteLine($"{dropped} dropped.");
            });
    }

    private static async IAsyncEnumerable<QuarantinedMessage> WantedAsync(
        Database database, long[] ids, string? reason,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (ids.Length > 0)
        {
            foreach (QuarantinedMessage one in await KnownAsync(database, ids, cancellation))
            {
                yield return one;
            }

            yield break;
        }

        MeterQuarantine quarantine = new(database);
        for (long after = 0; ;)
        {
            IReadOnlyList<QuarantinedMessage> page = await quarantine.OpenAsync(after, reason, 100, cancellation);
            foreach (QuarantinedMessage one in page)
            {
                yield return one;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }

    /// <exception cref="CommandFailedException">Some are not there, or not open; nothing was done.</exception>
    private static async Task<IReadOnlyList<QuarantinedMessage>> KnownAsync(
        Database database, long[] ids, CancellationToken cancellation)
    {
        if (ids.Length > MeterQuarantine.MostListed)
        {
            throw new CommandFailedException($"At most {MeterQuarantine.MostListed} ids.");
        }

        IReadOnlyList<QuarantinedMessage> open = await new MeterQuarantine(database).OpenAsync(ids, cancellation);
        long[] missing = [.. ids.Except(open.Select(one => one.Id)).Order()];
        return missing.Length == 0 ? open : throw new CommandFailedException(
            $"Not in quarantine, or ended already: {string.Join(", ", missing)}. Nothing was done.");
    }

    private static string Text(byte[] payload)
    {
        string text = Encoding.UTF8.GetString(payload.AsSpan(0, Math.Min(payload.Length, Shown)));
        return new string([.. text.Select(one => char.IsControl(one) ? '?' : one)])
            + (payload.Length > Shown ? $"... ({payload.Length} bytes)" : "");
    }

    private static Option<long[]> Ids() => new("--id") { Description = "Which; may be repeated." };

    private static Option<string?> Reason() => new("--reason") { Description = "Only of this reason." };

    private static Option<int> Limit(int usual) =>
        RangedOption.Create("--limit", "At most so many.", usual, 1, MeterQuarantine.MostListed);
}
