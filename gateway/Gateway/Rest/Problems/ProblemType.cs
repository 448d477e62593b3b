namespace Strangler.Gateway.Rest.Problems;

/// <summary>
/// One of the problems that a caller may be told of. Its name never changes; /api/problems explains each.
/// </summary>
/// <param name="Name">The last part of its URI.</param>
/// <param name="Meaning">What it means and what to do, for /api/problems and the reference.</param>
internal sealed record ProblemType(string Name, int Status, string Title, string Meaning)
{
    /// <summary>Where every type is explained, by the gateway itself.</summary>
    public const string Path = "/api/problems/";

    public string Uri => Path + Name;
}
