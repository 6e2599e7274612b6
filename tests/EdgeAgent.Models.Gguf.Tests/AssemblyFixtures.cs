[assembly: AssemblyFixture(typeof(EdgeAgent.Models.Gguf.Tests.RandomModelFixture))]
