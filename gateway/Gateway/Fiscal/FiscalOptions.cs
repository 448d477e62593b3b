using System.ComponentModel.DataAnnotations;
using Strangler.Core.Identity;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Watching;

namespace Strangler.Gateway.Fiscal;

/// <summary>How fiscal documents run by themselves. Configuration section <c>Cfdi</c>.</summary>
public sealed class FiscalOptions
{
    private const string All = "all";
    private const string None = "none";

    /// <summary>Whether this gateway does so, where issuer, certificate and PACs are set.</summary>
    public bool Run { get; set; } = true;

    /// <summary>Documents of payments.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ComplementsEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether invoices and notes are issued as they are posted.</summary>
    public bool Issue { get; set; }

    /// <summary>Whose: billing groups by commas, or all.</summary>
    public string IssueGroups { get; set; } = All;

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IssueEvery { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What a global document is for: none, day, week, fortnight, month.</summary>
    public string Global { get; set; } = None;

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan GlobalEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many days back spans without a global document are looked for.</summary>
    [Range(1, 400)]
    public int GlobalDays { get; set; } = 92;

    /// <summary>Cancellations.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PursueEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often what waits is counted for the metrics.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Documents at PACs at once.</summary>
    [Range(1, StampingLimits.MostInFlight)]
    public int InFlight { get; set; } = StampingLimits.Usual.InFlight;

    internal bool IsGlobalKnown => Global == None || WatchSettings.SpanNamed(Global) is not null;

    internal bool AreGroupsKnown => IssueGroups == All || Named.All(name => BillingGroup.TryParse(name, out _));

    internal WatchSettings Settings => new()
    {
        ComplementsEvery = ComplementsEvery,
        Issues = Issue,
        IssueEvery = IssueEvery,
        Groups = IssueGroups == All ? [] : [.. Named.Select(GroupIn)],
        SpanOf = WatchSettings.SpanNamed(Global),
        GlobalEvery = GlobalEvery,
        GlobalDays = GlobalDays,
        PursueEvery = PursueEvery,
        LookEvery = LookEvery,
    };

    private string[] Named => IssueGroups.Split(',', StringSplitOptions.TrimEntries);

    private static BillingGroup GroupIn(string name) => BillingGroup.TryParse(name, out BillingGroup group)
        ? group : throw new FormatException($"{name} is no billing group.");
}
