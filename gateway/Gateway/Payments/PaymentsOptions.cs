using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Payments;

/// <summary>How money that providers tell of is taken. Configuration section <c>Payments</c>.</summary>
public sealed class PaymentsOptions
{
    /// <summary>What a provider waits at most; then it is told to come again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan AnswerLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often what is due is looked for in the database; zero: this gateway applies nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ApplyEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Charges asked for at once.</summary>
    [Range(1, 256)]
    public int ConfirmAtOnce { get; set; } = 32;

    /// <summary>Facts that wait in memory; the others are found in the database.</summary>
    [Range(1, 100_000)]
    public int Waiting { get; set; } = 4_096;

    /// <summary>
    /// Pesos up to which money is posted without asking, of a provider that cannot be asked; above it a person
    /// confirms.
    /// </summary>
    [Range(0, 10_000_000)]
    public decimal UnconfirmedLimit { get; set; } = 50_000m;

    /// <summary>What the bank put in front of contracts' accounts; none: contracts have no accounts.</summary>
    [MaxLength(11)]
    public string? AccountPrefix { get; set; }

    /// <summary>What a payer reads at the provider's.</summary>
    [Required, MaxLength(40)]
    public string Concept { get; set; } = "Servicio de agua";

    /// <summary>
    /// Named to providers that demand a payer, where the caller names none: the utility itself, so that nothing of the
    /// customer leaves the house. Without an e-mail address such providers are passed over then.
    /// </summary>
    [MaxLength(100)]
    public string PayerName { get; set; } = "Servicio de agua";

    [MaxLength(100)]
    public string PayerEmail { get; set; } = "";

    [MaxLength(20)]
    public string PayerPhone { get; set; } = "4420000000";

    /// <summary>
    /// Callers that are not the provider, written into the audit a minute; the others are only counted.
    /// </summary>
    [Range(1, 10_000)]
    public int AuditedStrangers { get; set; } = 60;
}
