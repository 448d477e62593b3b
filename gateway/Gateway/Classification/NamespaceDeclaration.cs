namespace Strangler.Gateway.Classification;

/// <summary>Where in the bytes a prefix and its namespace stand.</summary>
internal readonly record struct NamespaceDeclaration(int Prefix, int PrefixLength, int Value, int ValueLength);
