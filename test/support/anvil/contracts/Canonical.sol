// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Sends and relays as the messengers of the OP stack do: the same events, the same hash of a message.
contract OpMessenger {
    event SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit);
    event SentMessageExtension1(address indexed sender, uint256 value);
    event RelayedMessage(bytes32 indexed msgHash);
    event FailedRelayedMessage(bytes32 indexed msgHash);

    uint240 private nonce;

    function sendMessage(address target, bytes calldata message, uint32 gasLimit) external payable {
        emit SentMessage(target, msg.sender, message, (1 << 240) | uint256(nonce), gasLimit);
        emit SentMessageExtension1(msg.sender, msg.value);
        nonce++;
    }

    function relayMessage(
        uint256 messageNonce,
        address sender,
        address target,
        uint256 value,
        uint256 gasLimit,
        bytes calldata message
    ) external payable {
        bytes32 hash = keccak256(
            abi.encodeWithSelector(this.relayMessage.selector, messageNonce, sender, target, value, gasLimit, message)
        );
        (bool done, ) = target.call{value: value}(message);
        if (done) emit RelayedMessage(hash);
        else emit FailedRelayedMessage(hash);
    }
}

/// Takes coins in and pays them out as the standard bridges of the OP stack do.
contract OpBridge {
    event ETHBridgeFinalized(address indexed from, address indexed to, uint256 amount, bytes extraData);

    function bridgeETHTo(OpMessenger messenger, address other, address to) external payable {
        bytes memory message = abi.encodeWithSelector(
            this.finalizeBridgeETH.selector,
            msg.sender,
            to,
            msg.value,
            bytes("")
        );
        messenger.sendMessage{value: msg.value}(other, message, 200000);
    }

    function finalizeBridgeETH(address from, address to, uint256 amount, bytes calldata extraData) external payable {
        require(amount == msg.value);
        emit ETHBridgeFinalized(from, to, amount, extraData);
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
    }
}

/// Withdrawals and deposits without a messenger, as the OP stack tells them.
contract OpPasser {
    event MessagePassed(
        uint256 indexed nonce,
        address indexed sender,
        address indexed target,
        uint256 value,
        uint256 gasLimit,
        bytes data,
        bytes32 withdrawalHash
    );
    event WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success);
    event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData);

    struct Withdrawal {
        uint256 nonce;
        address sender;
        address target;
        uint256 value;
        uint256 gasLimit;
        bytes data;
    }

    uint256 private nonce;

    function initiateWithdrawal(address target, uint256 gasLimit, bytes calldata data) external payable {
        bytes32 hash = keccak256(abi.encode(nonce, msg.sender, target, msg.value, gasLimit, data));
        emit MessagePassed(nonce, msg.sender, target, msg.value, gasLimit, data, hash);
        nonce++;
    }

    function finalizeWithdrawalTransaction(Withdrawal calldata t) external payable {
        bytes32 hash = keccak256(abi.encode(t.nonce, t.sender, t.target, t.value, t.gasLimit, t.data));
        (bool done, ) = t.target.call{value: t.value}(t.data);
        emit WithdrawalFinalized(hash, done);
    }

    function depositTransaction(address to, uint256 value, uint64 gasLimit, bool creation, bytes calldata data)
        external
        payable
    {
        bytes memory opaque = abi.encodePacked(msg.value, value, gasLimit, creation, data);
        emit TransactionDeposited(msg.sender, to, 0, opaque);
    }
}

/// Takes messages in for Arbitrum, and calls for what comes back from it.
contract ArbBridge {
    event MessageDelivered(
        uint256 indexed messageIndex,
        bytes32 indexed beforeInboxAcc,
        address inbox,
        uint8 kind,
        address sender,
        bytes32 messageDataHash,
        uint256 baseFeeL1,
        uint64 timestamp
    );
    event BridgeCallTriggered(address indexed outbox, address indexed to, uint256 value, bytes data);

    uint256 private count;

    function enqueueDelayedMessage(uint8 kind, address sender, bytes32 hash) external payable returns (uint256) {
        emit MessageDelivered(
            count,
            bytes32(0),
            msg.sender,
            kind,
            sender,
            hash,
            block.basefee,
            uint64(block.timestamp)
        );
        return count++;
    }

    function executeCall(address to, uint256 value, bytes calldata data) external payable {
        (bool done, ) = to.call{value: value}(data);
        require(done);
        emit BridgeCallTriggered(msg.sender, to, value, data);
    }
}

contract ArbInbox {
    event InboxMessageDelivered(uint256 indexed messageNum, bytes data);

    function depositEth(ArbBridge bridge) external payable {
        deliver(bridge, 12, abi.encodePacked(msg.sender, msg.value));
    }

    function createRetryableTicket(ArbBridge bridge, address to, uint256 callValue, uint256 gasLimit, uint256 gasPrice)
        external
        payable
    {
        uint256 user = uint256(uint160(msg.sender));
        bytes memory data = abi.encodePacked(
            uint256(uint160(to)),
            callValue,
            msg.value,
            msg.value - callValue - gasLimit * gasPrice,
            user,
            user,
            gasLimit,
            gasPrice,
            uint256(0)
        );
        deliver(bridge, 9, data);
    }

    function deliver(ArbBridge bridge, uint8 kind, bytes memory data) private {
        address sender;
        unchecked {
            sender = address(uint160(msg.sender) + uint160(0x1111000000000000000000000000000000001111));
        }
        uint256 number = bridge.enqueueDelayedMessage{value: msg.value}(kind, sender, keccak256(data));
        emit InboxMessageDelivered(number, data);
    }
}

contract ArbOutbox {
    event OutBoxTransactionExecuted(
        address indexed to,
        address indexed l2Sender,
        uint256 indexed zero,
        uint256 transactionIndex
    );

    function executeTransaction(ArbBridge bridge, uint256 index, address l2Sender, address to, uint256 value) external {
        emit OutBoxTransactionExecuted(to, l2Sender, 0, index);
        bridge.executeCall(to, value, "");
    }
}

/// The two contracts of Arbitrum itself.
contract ArbSystem {
    event L2ToL1Tx(
        address caller,
        address indexed destination,
        uint256 indexed hash,
        uint256 indexed position,
        uint256 arbBlockNum,
        uint256 ethBlockNum,
        uint256 timestamp,
        uint256 callvalue,
        bytes data
    );
    event RedeemScheduled(
        bytes32 indexed ticketId,
        bytes32 indexed retryTxHash,
        uint64 indexed sequenceNum,
        uint64 donatedGas,
        address gasDonor,
        uint256 maxRefund,
        uint256 submissionFeeRefund
    );

    uint256 private count;

    function withdrawEth(address destination) external payable {
        uint256 hash = uint256(keccak256(abi.encodePacked(msg.sender, destination, msg.value, count)));
        emit L2ToL1Tx(msg.sender, destination, hash, count, block.number, 0, block.timestamp, msg.value, "");
        count++;
    }

    function redeem(bytes32 ticket, bytes32 retry) external {
        emit RedeemScheduled(ticket, retry, 0, 0, msg.sender, 0, 0);
    }
}

/// Sends up to Ethereum as the messenger of an OP stack chain does: a withdrawal that carries the call which relays it.
contract OpMessengerAbove {
    event SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit);
    event SentMessageExtension1(address indexed sender, uint256 value);

    uint240 private nonce;

    function sendMessage(OpPasser passer, address other, address target, bytes calldata message) external payable {
        uint256 number = (1 << 240) | uint256(nonce++);
        bytes memory call = abi.encodeWithSelector(
            OpMessenger.relayMessage.selector,
            number,
            msg.sender,
            target,
            msg.value,
            uint256(200000),
            message
        );
        passer.initiateWithdrawal{value: msg.value}(other, 400000, call);
        emit SentMessage(target, msg.sender, message, number, 200000);
        emit SentMessageExtension1(msg.sender, msg.value);
    }
}

/// Takes coins once it was opened.
contract Door {
    bool private isOpen;

    function open() external {
        isOpen = true;
    }

    receive() external payable {
        require(isOpen);
    }
}
