using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>What of <c>cfdi status</c> somebody has to look at or to go on with.</summary>
internal static class FlowLists
{
    public static async Task WriteNominationsAsync(
        FlowQueries queries, TextWriter output, CancellationToken cancellation)
    {
        TextTable table = new("invoice", "global", "by", "state");
        IReadOnlyList<LeavingReceipt> leaving = await queries.LeavingAsync(FlowQueries.ListLimit, cancellation);
        foreach (LeavingReceipt one in leaving)
        {
            table.Add(one.Invoice, one.Global, one.ByCredit ? "credit" : "reissue", one.State);
        }

        if (leaving.Count > 0)
        {
            await output.WriteLineAsync("\nOn their way out of global documents:");
            table.Write(output);
        }
    }

    public static async Task WriteWarningsAsync(
        Database database, TextWriter output, CancellationToken cancellation)
    {
        TextTable table = new("warnings", "sources");
        IReadOnlyList<(string Rule, long Sources)> counts =
            await new IssueWarnings(database).CountAsync(cancellation);
        foreach ((string rule, long sources) in counts)
        {
            table.Add(rule, sources);
        }

        if (counts.Count > 0)
        {
            await output.WriteLineAsync("\nIssued with warnings (cfdi refused lists them):");
            table.Write(output);
        }
    }
}
