using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Receivables;

/// <summary>A document that no billing run makes: a note, an advance.</summary>
/// <param name="Corrects">The document it corrects; null where there is none.</param>
/// <param name="Plan">The number of the tariff version of its lines.</param>
internal sealed record SingleDocument(
    DocumentKey Key, string Prefix, short ServiceArea, CycleDates Dates, decimal Quantity, Money Tax, Money Total,
    DocumentKey? Corrects, IReadOnlyList<PostedLine> Lines, int Plan);
