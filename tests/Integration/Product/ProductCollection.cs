
namespace Strangler.Tests.Integration.Product;

/// <summary>Tests that share one running product; they run one after the other, for they share its state.</summary>
[CollectionDefinition(Name)]
public sealed class ProductCollection : ICollectionFixture<RunningProduct>
{
    public const string Name = "Running product";
}
