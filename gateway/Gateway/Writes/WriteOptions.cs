using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Writes;

/// <summary>How writes are kept so that they run once. Configuration section <c>Writes</c>.</summary>
public sealed class WriteOptions
{
    /// <summary>How long a request waits for its twin that is being done.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan TwinWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether legacy is asked what a contract owes before it is asked to take a payment.</summary>
    public bool ReadBefore { get; set; } = true;

    /// <summary>... and for how long at most; then it is asked without.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Beyond an operation's own time: after that its gateway is taken for lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Leeway { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a refusal or a fault is repeated to the same request; then it may be tried anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan RefusalMemory { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often what is unknown is looked into; zero: never by this gateway.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long legacy may still be busy with what it did not answer, before reading tells.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromMinutes(2);
}
