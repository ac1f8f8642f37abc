// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Takes coins in and pays them out as rollups' own bridges do that number what they send.
contract Couriers {
    event BridgeEvent(
        uint8 leafType,
        uint32 originNetwork,
        address originAddress,
        uint32 destinationNetwork,
        address destinationAddress,
        uint256 amount,
        bytes metadata,
        uint32 depositCount
    );
    event ClaimEvent(
        uint256 globalIndex,
        uint32 originNetwork,
        address originAddress,
        address destinationAddress,
        uint256 amount
    );
    event LockedEther(address indexed depositor, address indexed depositReceiver, uint256 amount);
    event StateSynced(uint256 indexed id, address indexed contractAddress, bytes data);
    event StateCommitted(uint256 indexed stateId, bool success);
    event Transfer(address indexed from, address indexed to, uint256 value);

    struct L2CanonicalTransaction {
        uint256 txType;
        uint256 from;
        uint256 to;
        uint256 gasLimit;
        uint256 gasPerPubdataByteLimit;
        uint256 maxFeePerGas;
        uint256 maxPriorityFeePerGas;
        uint256 paymaster;
        uint256 nonce;
        uint256 value;
        uint256[4] reserved;
        bytes data;
        bytes signature;
        uint256[] factoryDeps;
        bytes paymasterInput;
        bytes reservedDynamic;
    }
    event NewPriorityRequest(
        uint256 txId,
        bytes32 txHash,
        uint64 expirationTimestamp,
        L2CanonicalTransaction transaction,
        bytes[] factoryDeps
    );

    uint32 private count;

    function bridgeAsset(uint32 network, address to) external payable {
        emit BridgeEvent(0, 0, address(0), network, to, msg.value, "", count++);
    }

    /// A claim of what was deposited on Ethereum, network 0, under this number.
    function claimAsset(uint32 depositCount, address to, uint256 amount) external {
        pay(to, amount);
        emit ClaimEvent((uint256(1) << 64) | depositCount, 0, address(0), to, amount);
    }

    function depositEtherFor(address manager, address user) external payable {
        bytes memory deposit = abi.encode(user, 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE, abi.encode(msg.value));
        emit LockedEther(msg.sender, user, msg.value);
        emit StateSynced(++count, manager, abi.encode(keccak256("DEPOSIT"), deposit));
    }

    function commitState(uint256 id, address user, uint256 amount) external {
        emit Transfer(address(0), user, amount);
        emit StateCommitted(id, true);
    }

    function requestL2Transaction(bytes32 hash, address to, uint256 value) external payable {
        L2CanonicalTransaction memory request;
        request.txType = 255;
        request.from = uint256(uint160(msg.sender));
        request.to = uint256(uint160(to));
        request.value = value;
        request.reserved[0] = msg.value;
        request.factoryDeps = new uint256[](0);
        emit NewPriorityRequest(count++, hash, 0, request, new bytes[](0));
    }

    function pay(address to, uint256 amount) internal {
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
    }
}
