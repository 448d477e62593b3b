using Strangler.Core.Adjustments;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Adjustments;

/// <summary>An adjustment made before.</summary>
/// <param name="Lines">Of its note; negative in the customer's favour.</param>
internal sealed record EarlierAdjustment(
    string Scenario, string Reference, FactsCorrection Correction, string Note, IReadOnlyList<PostedLine> Lines);
