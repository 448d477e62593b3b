using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Adjustments;

/// <summary>An invoice as it was posted.</summary>
/// <param name="Plan">The number of the tariff version of its first line.</param>
/// <param name="Lines">In order, the rounding line too.</param>
internal sealed record PostedInvoice(
    DocumentKey Key, string Number, short Status, short ServiceArea, CycleDates Dates, decimal Quantity, Money Total,
    Money Open, int Plan, IReadOnlyList<PostedLine> Lines);
