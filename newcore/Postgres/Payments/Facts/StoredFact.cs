using Strangler.Core.Payments.Receipts;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>What became of a fact that was to be kept.</summary>
/// <param name="IsNew">It was not known: it is to be applied now.</param>
/// <param name="Differs">
/// The same name stands for something else, so this is kept beside it for a person (<c>listed</c>).
/// </param>
public sealed record StoredFact(PaymentFact Fact, bool IsNew, bool Differs);
