namespace Strangler.Core.Rating;

/// <summary>What stopped a bill: it has no lines then.</summary>
public sealed record RatingProblem(RatingProblemCode Code, string Detail)
{
    public override string ToString() => $"{Code}: {Detail}";
}
