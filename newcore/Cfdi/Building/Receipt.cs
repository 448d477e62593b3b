using Strangler.Core.Identity;

namespace Strangler.Cfdi.Building;

/// <summary>What somebody of the public paid, for whom no document of their own was made.</summary>
/// <param name="Folio">The receipt's number; to 100 characters.</param>
/// <param name="Form">c_FormaPago.</param>
/// <param name="Total">With taxes.</param>
/// <param name="Parts">Without taxes, by rate; null: not taxable.</param>
public sealed record Receipt(
    string Folio, string Form, Money Total, IReadOnlyList<(decimal? Rate, Money Net)> Parts);
