namespace Strangler.Postgres.Cfdi.Watching;

/// <summary>Something that is done again and again.</summary>
/// <param name="every">From one end to the next start.</param>
/// <param name="run">Says what was done; null: nothing.</param>
internal sealed class WatchStep(string name, TimeSpan every, Func<CancellationToken, Task<string?>> run)
{
    /// <summary>A word for logs and metrics.</summary>
    public string Name => name;

    public TimeSpan Every => every;

    public DateTimeOffset Next { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }

    public Task<string?> RunAsync(CancellationToken cancellation) => run(cancellation);
}
