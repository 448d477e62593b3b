using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>Writes a JSON line for every call that is not the same, in the order in which they are done.</summary>
internal sealed class FindingFile : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly StreamWriter _writer;

    /// <param name="append">For a replay that is taken up again.</param>
    public FindingFile(FileInfo file, bool append) => _writer = new StreamWriter(file.FullName, append);

    public async ValueTask WriteAsync(ReplayFinding finding, CancellationToken cancellation)
    {
        VerdictRecord verdict = finding.Verdict;
        if (verdict.Outcome == CallOutcome.Same)
        {
            return;
        }

        string line = JsonSerializer.Serialize(
            new
            {
                finding.Line,
                verdict.Service,
                verdict.Operation,
                Group = verdict.Group.Length == 0 ? null : verdict.Group,
                Outcome = OutcomeNames.NameOf(verdict.Outcome),
                Reason = verdict.Reason.Length == 0 ? null : verdict.Reason,
                verdict.Differences,
                MoneyDelta = verdict.MoneyDelta.ToString("0.00", CultureInfo.InvariantCulture),
            },
            Json);
        await _one.WaitAsync(cancellation);
        try
        {
            await _writer.WriteLineAsync(line.AsMemory(), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _one.Dispose();
    }
}
