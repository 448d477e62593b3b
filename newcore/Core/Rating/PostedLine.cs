using Strangler.Core.Identity;

namespace Strangler.Core.Rating;

/// <summary>A line of a bill that was posted.</summary>
public readonly record struct PostedLine(int Concept, int Part, Money Amount, Money Tax);
