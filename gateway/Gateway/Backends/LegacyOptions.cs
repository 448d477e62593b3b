using System.ComponentModel.DataAnnotations;
using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Backends;

/// <summary>Where AquaCIS is and how long it may take. Configuration section <c>Legacy</c>.</summary>
public sealed class LegacyOptions
{
    /// <summary>
    /// One base address, or several of the same system separated by commas; AQUACIS_URL names it too.
    /// </summary>
    [Required]
    public string Address { get; set; } = "";

    /// <summary>From a request's last byte to its answer's headers and first 64 KB.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Operations that may take longer, or must not take so long: by name, as in <c>getPdfFactura</c>.
    /// </summary>
    public Dictionary<string, TimeSpan> OperationTimeouts { get; } = [];

    /// <summary>
    /// How long a body may stand still, either way; at least as long as the operation's time-out and 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Requests of one operation under way at once; one more is refused, so that a hanging one drowns no other.
    /// </summary>
    [Range(1, 100_000)]
    public int ConcurrentPerOperation { get; set; } = 500;

    /// <summary>
    /// An operation's circuit opens when this share of its calls has failed within <see cref="BreakerWindow"/>.
    /// </summary>
    [Range(0.01, 1.0)]
    public double BreakerFailureShare { get; set; } = 0.5;

    /// <summary>... of at least so many.</summary>
    [Range(2, 100_000)]
    public int BreakerMinimumCalls { get; set; } = 20;

    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(10);

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The addresses, once <see cref="AreAddresses"/> has found them right.</summary>
    internal IReadOnlyList<Uri> ReadAddresses() => [.. Split(Address).Select(text => new Uri(text))];

    internal TimeSpan TimeoutOf(Operation operation) => OperationTimeouts.GetValueOrDefault(operation.Name, Timeout);

    internal static bool AreAddresses(string text) => Split(text)
        .All(part => Uri.TryCreate(part, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme is "http" or "https"));

    /// <summary>Each one must have been taken: the binder passes over what is no time.</summary>
    internal bool AreOperationTimeouts(IConfigurationSection configured) =>
        configured.GetChildren().All(one => OperationTimeouts.ContainsKey(one.Key))
        && OperationTimeouts.All(one => one.Value >= TimeSpan.FromSeconds(0.1) && one.Value <= TimeSpan.FromMinutes(30)
            && ContractCatalog.AquaCis.Operations.Any(operation => operation.Name == one.Key));

    private static string[] Split(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
