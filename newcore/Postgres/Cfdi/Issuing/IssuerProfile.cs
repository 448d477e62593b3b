using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Validation;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Who issues, and how the utility wants it done.</summary>
public sealed record IssuerProfile(Issuer Issuer, FiscalTable Table)
{
    /// <summary>
    /// Who has no RFC gets a document of their own (XAXX010101000); false leaves them for the global document.
    /// </summary>
    public bool NamesThePublic { get; init; } = true;

    /// <summary>How a receipt leaves a stamped global document that is asked for by name.</summary>
    public NominationWay Nomination { get; init; } = NominationWay.Reissue;

    /// <summary>Invoices paid in full when they are issued are PUE; false makes all of them PPD.</summary>
    public bool PaidAtOnce { get; init; } = true;

    /// <summary>c_FormaPago of payments whose form is not known.</summary>
    public string UsualForm { get; init; } = "03";

    /// <summary>Documents issued before were the former system's.</summary>
    public DateOnly From { get; init; } = new(2000, 1, 1);

    /// <summary>Years from issue that documents are kept: five from the return, and the years until it.</summary>
    public int RetainedYears { get; init; } = 7;

    /// <summary>Who issues seal certificates for SAT; the caller's to dispose. Null: judged by their name.</summary>
    public SatAuthorities? Authorities { get; init; }

    /// <summary>Of the place of issue.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City");

    internal IssuerSettings Settings => new(Issuer.Rfc, Issuer.Regime, Issuer.PostalCode);

    internal string FormOf(short? form) => form is > 0 and < 99
        ? form.Value.ToString("00", System.Globalization.CultureInfo.InvariantCulture)
        : UsualForm;
}
