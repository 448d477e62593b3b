using System.Threading.Channels;
using Npgsql;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Verdicts that go to the database together. While it is away they are kept; what it refuses is tried again a few
/// times, and given up.
/// </summary>
internal sealed partial class VerdictBatch(VerdictStore store, ShadowMetrics metrics, ILogger logger)
{
    /// <summary>More than one, for a refusal may pass: a table that is being altered, a right not given yet.</summary>
    public const int Attempts = 3;

    private readonly List<VerdictRecord> _records = [];
    private int _refusals;

    public bool IsEmpty => _records.Count == 0;

    /// <summary>One that could not be written is left as it is: it must not grow while the database is away.</summary>
    /// <returns>Whether there is something to write.</returns>
    public bool Fill(ChannelReader<VerdictRecord> waiting)
    {
        if (IsEmpty)
        {
            while (_records.Count < VerdictStore.BatchLimit && waiting.TryRead(out VerdictRecord? record))
            {
                _records.Add(record);
            }
        }

        return !IsEmpty;
    }

    /// <returns>Whether it is done with, written or given up; else it should be tried again after a pause.</returns>
    public async Task<bool> TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync(_records, cancellation);
            Clear();
            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (IsAway(error))
            {
                Log.Waits(logger, _records.Count, error.Message);
                return false;
            }

            if (++_refusals < Attempts)
            {
                Log.Refused(logger, error, _records.Count);
                return false;
            }

            GiveUp("refused");
            return true;
        }
    }

    /// <summary>Counts what is in it as lost.</summary>
    /// <param name="reason">One of few texts, for they are counted.</param>
    public void GiveUp(string reason)
    {
        if (!IsEmpty)
        {
            Log.Lost(logger, _records.Count, reason);
            metrics.Dropped(_records.Sum(record => record.Calls), reason);
            Clear();
        }
    }

    private void Clear()
    {
        _records.Clear();
        _refusals = 0;
    }

    /// <summary>Cannot be reached, is shutting down or starting (SQLSTATE 57P), or has no room at the moment.</summary>
    private static bool IsAway(Exception error) => error switch
    {
        PostgresException said => said.IsTransient || said.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    private static partial class Log
    {
        [LoggerMessage(1502, LogLevel.Warning, "{Count} verdicts wait, for the database cannot be written: {Why}")]
        public static partial void Waits(ILogger logger, int count, string why);

        [LoggerMessage(1504, LogLevel.Warning, "{Count} verdicts were refused by the database")]
        public static partial void Refused(ILogger logger, Exception error, int count);

        [LoggerMessage(1505, LogLevel.Error, "{Count} verdicts are lost: {Reason}")]
        public static partial void Lost(ILogger logger, int count, string reason);
    }
}
