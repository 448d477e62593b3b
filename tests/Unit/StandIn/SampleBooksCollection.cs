namespace Strangler.Tests.Unit.StandIn;

[CollectionDefinition("sample books")]
public sealed class SampleBooksCollection : ICollectionFixture<SampleBooks>;
