using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>A document on its way into billing_document.</summary>
/// <param name="Place">Among the documents of its series in its chunk, from 0.</param>
/// <param name="Lines">How many of the chunk's lines are its own.</param>
internal readonly record struct DocumentRow(
    DocumentKey Key, short ServiceArea, int Place, CycleDates Dates, decimal Quantity, Money Tax, Money Total,
    decimal Carried, int Lines);
