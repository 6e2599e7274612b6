using EdgeAgent.Provisioning.Commands;

return await ProvisioningProgram.MainAsync(args);
