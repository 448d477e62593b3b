using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Native;

/// <summary>How native answers are given. Configuration section <c>Native</c>.</summary>
public sealed class NativeOptions
{
    /// <summary>
    /// <c>off</c>: no token is looked at. <c>optional</c>: a token that is sent must be right.
    /// <c>required-where-listed</c>: and the operations of <see cref="TokenRequired"/> must send one.
    /// </summary>
    [AllowedValues("off", "optional", "required-where-listed")]
    public string Authentication { get; set; } = "off";

    /// <summary>
    /// Operations that must send a token, by commas: those of which AquaCIS is said to ask it (WIRE-FACTS 11).
    /// </summary>
    [Required(AllowEmptyStrings = true)]
    public string TokenRequired { get; set; } = "getDeuda";

    /// <summary>JSON file of how printed fiscal documents look (docs/cfdi-printing.md); empty: as usual.</summary>
    [Required(AllowEmptyStrings = true)]
    public string PrintStyle { get; set; } = "";

    internal Strangler.Cfdi.Printing.PrintStyle Style => PrintStyle.Length == 0
        ? Strangler.Cfdi.Printing.PrintStyle.Usual
        : Strangler.Cfdi.Printing.PrintStyle.Read(File.ReadAllBytes(PrintStyle));

    internal IReadOnlyList<string> Listed =>
        TokenRequired.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Longest work on one query; then legacy is asked.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest work on one recorded command; then it is not known, and tried again under its name.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the accounts are read again from the database.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AccountsRefresh { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a password that was right, or wrong, is not checked again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PasswordMemory { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Passwords checked at once, each about a tenth of a second of one core.</summary>
    [Range(1, 64)]
    public int ConcurrentChecks { get; set; } = 1;

    /// <summary>Requests that may wait for such a check; one more is not checked, and goes to legacy.</summary>
    [Range(0, 10_000)]
    public int WaitingChecks { get; set; } = 50;
}
